import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openTable } from '../openTable';
import { openSnapshot } from './openSnapshot';
import { writeSnapshot } from './writeSnapshot';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-snapshot-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function snapshotOf(text: string, key?: string) {
  const csv = path.join(directory, 'source.csv');
  const parquet = path.join(directory, 'snapshot.parquet');
  await writeFile(csv, text);
  const table = await openTable({ path: csv });
  try {
    await writeSnapshot(table, parquet, { key });
  } finally {
    table.close();
  }
  return openSnapshot(parquet);
}

describe('writeSnapshot', () => {
  it('numbers the rows in the order of their key, without columns of its own', async () => {
    const snapshot = await snapshotOf('id,x\n10,a\n9,b\n100,c\n', 'id');
    expect(
      await snapshot.query(
        'SELECT "greenroom row" AS n, id FROM t ORDER BY "greenroom row"',
      ),
    ).toEqual([
      { n: 0, id: 9 },
      { n: 1, id: 10 },
      { n: 2, id: 100 },
    ]);
    expect(snapshot.columns).toEqual([
      { name: 'id', type: 'BIGINT' },
      { name: 'x', type: 'VARCHAR' },
    ]);
    expect(snapshot.rowCount).toBe(3);
    snapshot.close();
  });

  it('prints each row with the first 128 bits of the SHA-256 of its canonical form', async () => {
    const snapshot = await snapshotOf('x,id\nab,1.5\n');
    const [{ print }] = await snapshot.query(
      'SELECT CAST("greenroom print" AS VARCHAR) AS print FROM t',
    );
    const sha256 = createHash('sha256').update('n1.5;s2:ab;').digest('hex');
    expect(String(print).replaceAll('-', '')).toBe(sha256.slice(0, 32));
    snapshot.close();
  });

  it('refuses a key that is not unique, and names the duplicates', async () => {
    await expect(snapshotOf('id,x\n1,a\n1,b\n', 'id')).rejects.toThrow(
      /not unique, or empty: 1\./,
    );
  });

  it('refuses a column that has the name of one of ours', async () => {
    await expect(snapshotOf('greenroom row,x\n1,a\n')).rejects.toThrow(
      /Rename the column/,
    );
  });
});
