import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TableDeclaration, TabularDataset } from '@greenroom/manifest';
import { openTable } from '../openTable';
import { localTableSpec } from './localFiles';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-local-'));
  await mkdir(path.join(directory, 'data/deep'), { recursive: true });
  await mkdir(path.join(directory, 'links'));
  await writeFile(path.join(directory, 'data/a.csv'), 'id,x\n1,a\n');
  await writeFile(path.join(directory, 'data/b[1].csv'), 'id,x\n2,b\n');
  await writeFile(path.join(directory, 'data/deep/c.csv'), 'x,id\nc,3\n');
  await symlink('/etc/passwd', path.join(directory, 'links/d.csv'));
  await symlink('/etc', path.join(directory, 'etc'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const specOf = (table: TableDeclaration) =>
  localTableSpec(path.join(directory, 'greenroom.yaml'), {
    table,
    formats: ['greenroom'],
  } as unknown as TabularDataset);

async function rowsOf(table: TableDeclaration) {
  const opened = await openTable(await specOf(table));
  try {
    return await opened.query('SELECT * FROM t');
  } finally {
    opened.close();
  }
}

describe('localTableSpec', () => {
  it('makes one table of the files that a pattern stands for, whatever the order of their columns', async () => {
    expect(await rowsOf({ path: 'data/**/*.csv' })).toEqual([
      { id: 1, x: 'a' },
      { id: 2, x: 'b' },
      { id: 3, x: 'c' },
    ]);
  });

  it('takes a name that looks like a pattern for the file of that name', async () => {
    expect(await rowsOf({ path: 'data/b[1].csv' })).toEqual([
      { id: 2, x: 'b' },
    ]);
  });

  it('names the split of each file', async () => {
    const rows = await rowsOf({
      splits: [
        { name: 'train', path: ['data/a.csv', 'data/deep/c.csv'] },
        { name: 'test', path: 'data/b*.csv' },
      ],
    });
    expect(rows.map(({ id, split }) => [id, split])).toEqual([
      [1, 'train'],
      [3, 'train'],
      [2, 'test'],
    ]);
  });

  it.each([
    ['a link', 'links/d.csv', /link/],
    ['a link that a pattern matches', 'links/*', /link/],
    ['a file behind a link', 'etc/passwd', /leads out/],
    ['a path that climbs out', '../../etc/passwd', /leads out/],
    ['a file that is not there', 'data/none.csv', /no such file/],
    ['a pattern that nothing matches', 'data/*.parquet', /no such file/],
  ])('refuses %s', async (_what, named, message) => {
    await expect(specOf({ path: named })).rejects.toMatchObject({
      name: 'TableError',
      message: expect.stringMatching(message),
      file: expect.any(String),
    });
  });
});
