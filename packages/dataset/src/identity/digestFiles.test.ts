import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { digestFiles } from './digestFiles';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-digests-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function fileOf(name: string, text: string) {
  const file = path.join(directory, name);
  await writeFile(file, text);
  return { path: file, name };
}

describe('digestFiles', () => {
  it('of a table that grew reads the new file alone', async () => {
    const past = [
      await fileOf('1.csv', 'a,b\n1,x\n2,y\n'),
      await fileOf('2.csv', 'a,b\n3,z\n'),
    ];
    const before = await digestFiles(past, {});
    const grown = [...past, await fileOf('3.csv', 'a,b\n4,w\n')];
    const after = await digestFiles(grown, {}, before.known);
    const whole = await fileOf('all.csv', 'a,b\n4,w\n1,x\n2,y\n3,z\n');
    expect(after).toMatchObject({
      filesRead: 1,
      rows: 4,
      columns: 2,
      digest: (await digestFiles([whole], {})).digest,
    });
  });

  it('reads a file again whose bytes changed', async () => {
    const { known } = await digestFiles([await fileOf('c.csv', 'a\n1\n')], {});
    const changed = [await fileOf('c.csv', 'a\n2\n')];
    expect((await digestFiles(changed, {}, known)).filesRead).toBe(1);
  });

  it('names the column that two files mean differently, and the remedy', async () => {
    const files = [
      await fileOf('n.csv', 'a\n1\n'),
      await fileOf('t.csv', 'a\none\n'),
    ];
    await expect(digestFiles(files, {})).rejects.toMatchObject({
      file: 't.csv',
      message: expect.stringMatching(
        /Column a holds texts here and numbers.*--schema/,
      ),
    });
    const columns = [{ name: 'a', type: 'string' }];
    await expect(digestFiles(files, { columns })).resolves.toMatchObject({
      rows: 2,
    });
  });
});
