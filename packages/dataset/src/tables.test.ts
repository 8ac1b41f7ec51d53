import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { digestTable } from './identity/digestTable';
import { openTable } from './openTable';
import type { Table } from './Table';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
const opened: Table[] = [];

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-tables-'));
});
afterEach(() => opened.splice(0).forEach(table => table.close()));
afterAll(() => rm(directory, { recursive: true, force: true }));

async function written(name: string, text: string): Promise<Table> {
  const file = path.join(directory, name);
  await writeFile(file, text);
  const found = await openTable({ path: file });
  opened.push(found);
  return found;
}

const csv = (
  rows: readonly { id: string; label: string; x: number | null }[],
) =>
  [
    'id,label,x',
    ...rows.map(row => `${row.id},${row.label},${row.x ?? ''}`),
  ].join('\n');
const jsonl = (rows: readonly object[]) =>
  rows.map(row => JSON.stringify(row)).join('\n');

const someRows = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 99 }).map(n => `k${n}`),
    label: fc.constantFrom('a', 'b'),
    x: fc.option(fc.integer({ min: -5, max: 5 }).map(n => n + 0.5)),
  }),
  { selector: row => row.id, minLength: 1, maxLength: 12 },
);

describe('digestTable', () => {
  it('is the same for the same content in another order, as CSV, JSON Lines or Parquet', async () => {
    await fc.assert(
      fc.asyncProperty(someRows, async rows => {
        fc.pre(rows.some(row => row.x !== null));
        const a = await written('a.csv', csv(rows));
        const b = await written('b.jsonl', jsonl([...rows].reverse()));
        const parquet = path.join(directory, 'c.parquet');
        await b.writeParquet(parquet);
        const c = await openTable({ path: parquet });
        opened.push(c);
        const digest = await digestTable(a);
        expect(await digestTable(b)).toBe(digest);
        expect(await digestTable(c)).toBe(digest);
      }),
      { numRuns: 15 },
    );
  });

  it('is another one when a cell changes, or when a row stands twice', async () => {
    const rows = [
      { id: 'k1', label: 'a', x: 1.5 },
      { id: 'k2', label: 'b', x: 2.5 },
    ];
    const digests = await Promise.all(
      [rows, [rows[0], { ...rows[1], label: 'a' }], [...rows, rows[0]]].map(
        async (content, i) =>
          digestTable(await written(`d${i}.csv`, csv(content))),
      ),
    );
    expect(new Set(digests).size).toBe(3);
  });
});

describe('openTable', () => {
  it('keeps numbers with leading zeros as texts', async () => {
    const found = await written('zeros.csv', 'id,n\n007,1\n008,2\n');
    expect(found.columns).toEqual([
      { name: 'id', type: 'VARCHAR' },
      { name: 'n', type: 'BIGINT' },
    ]);
  });

  it.each([
    [
      'a row with too many cells',
      'id,a\n1,2,3\n',
      /3 cells; the header names 2/,
    ],
    ['a row with too few cells', 'id,a\n1\n', /1 cells; the header names 2/],
    ['an empty file', '', /empty/],
    ['a column named twice', 'id,id\n1,2\n', /Two columns are named id/],
  ])('refuses %s', async (_what, text, reason) => {
    await expect(written('bad.csv', text)).rejects.toThrow(reason);
  });

  it('refuses a Parquet file that is none', async () => {
    await expect(
      written('bad.parquet', 'version https://git-lfs'),
    ).rejects.toThrow(/PAR1/);
  });

  it('names file and column of a side table that cannot be joined', async () => {
    const main = path.join(directory, 'main.csv');
    const side = path.join(directory, 'side.csv');
    await writeFile(main, 'id,label\n1,a\n');
    await writeFile(side, 'key,x\n1,2\n');
    await expect(
      openTable({ path: main, join: [{ path: side, on: 'id' }] }),
    ).rejects.toThrow(/side\.csv has no such column/);
  });
});
