import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { openTable } from './openTable';
import { profileTable } from './profileTable';
import { thumbnail } from './thumbnail';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-profile-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function opened(name: string, text: string) {
  const file = path.join(directory, name);
  await writeFile(file, text);
  return openTable({ path: file });
}

describe('profileTable', () => {
  it('tells what the columns of each type hold', async () => {
    const table = await opened(
      'rows.jsonl',
      [
        { n: 1, s: 'a', l: [1] },
        { n: 2, s: 'b', l: [2] },
        { n: 3, s: 'b', l: null },
        { n: null, s: 'c', l: [3] },
      ]
        .map(row => JSON.stringify(row))
        .join('\n'),
    );
    expect(await profileTable(table)).toEqual({
      rows: 4,
      columns: [
        {
          name: 'n',
          type: 'BIGINT',
          nulls: 1,
          distinct: 3,
          min: 1,
          max: 3,
          mean: 2,
          quantiles: [1.1, 1.5, 2, 2.5, 2.9],
          top: [1, 2, 3].map(value => ({ value, count: 1 })),
        },
        {
          name: 's',
          type: 'VARCHAR',
          nulls: 0,
          distinct: 3,
          min: 'a',
          max: 'c',
          top: [
            { value: 'b', count: 2 },
            { value: 'a', count: 1 },
            { value: 'c', count: 1 },
          ],
        },
        { name: 'l', type: 'BIGINT[]', nulls: 1 },
      ],
    });
    table.close();
  });
});

describe('thumbnail', () => {
  it('is a PNG of the asked size', async () => {
    const image = { width: 2, height: 2, channels: 1 as const };
    const png = await thumbnail(Uint8Array.of(0, 255, 255, 0), image, 16);
    expect(await sharp(png).metadata()).toMatchObject({
      format: 'png',
      width: 16,
      height: 16,
    });
    await expect(thumbnail(Uint8Array.of(0), image, 16)).rejects.toThrow(
      '1 bytes; 2 x 2 x 1 are 4',
    );
  });
});
