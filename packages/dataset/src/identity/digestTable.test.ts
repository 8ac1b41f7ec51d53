import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { digestRows, digestTable } from './digestTable';
import { openTable } from '../openTable';
import type { TableSpec } from '../table/TableSpec';
import { RowsDigest } from './RowsDigest';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-digest-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

type Cell = string | number | boolean | null;
type Rows = readonly (readonly [Cell, Cell])[];

async function fileOf(name: string, text: string): Promise<string> {
  const file = path.join(directory, name);
  await writeFile(file, text);
  return file;
}

async function digestOf(
  name: string,
  text: string,
  columns?: TableSpec['columns'],
): Promise<string> {
  const table = await openTable({ path: await fileOf(name, text), columns });
  try {
    return await digestTable(table);
  } finally {
    table.close();
  }
}

function csvOf(rows: Rows): string {
  const quoted = (cell: Cell) =>
    cell === null ? '' : `"${String(cell).replace(/"/g, '""')}"`;
  return ['a,b', ...rows.map(row => row.map(quoted).join(','))].join('\n');
}

/** With the columns the other way round. */
function jsonLinesOf(rows: Rows): string {
  return rows.map(([a, b]) => JSON.stringify({ b, a })).join('\n');
}

/** Among texts, a number of JSON is the text the reader gives it: 1e-09, not 1e-9. */
function isSpeltDifferently(value: Cell): boolean {
  return typeof value === 'number' && value !== 0 && Math.abs(value) < 1e-3;
}

const cell = fc.oneof(
  fc.constantFrom<Cell>(null, true, false, '', 'true', '1', '1.0', '007', 'é'),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
  fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', ';', ':') }),
);
const column = fc.constantFrom('numbers', 'texts', 'mixed').chain(kind =>
  fc.constant((value: Cell): Cell => {
    if (kind === 'numbers') return typeof value === 'number' ? value : null;
    if (kind === 'texts') return typeof value === 'string' ? value : null;
    return isSpeltDifferently(value) ? 0 : value;
  }),
);
const someRows = fc
  .tuple(
    fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }),
    column,
    column,
  )
  .map(([rows, a, b]): Rows => rows.map(row => [a(row[0]), b(row[1])]));

/** What the published rules say a column holds, as sorted texts. */
function contentOf(rows: Rows): string {
  const columns = [0, 1].map(at => {
    const texts = rows.map(row => (row[at] === null ? '' : String(row[at])));
    const isNumber = texts.every(
      text => text === '' || /^-?(0|[1-9]\d*)(\.\d+)?(e[-+]?\d+)?$/.test(text),
    );
    return texts.map(text =>
      isNumber && text !== '' ? String(Number(text) + 0) : text,
    );
  });
  return JSON.stringify(
    rows.map((_, i) => JSON.stringify([columns[0][i], columns[1][i]])).sort(),
  );
}

describe('digestTable', () => {
  it('is equal where the content is, and only there', async () => {
    await fc.assert(
      fc.asyncProperty(someRows, someRows, async (some, others) => {
        const one = await digestOf('one.csv', csvOf(some));
        expect(
          await digestOf('same.jsonl', jsonLinesOf([...some].reverse())),
        ).toBe(one);
        const other = await digestOf('other.jsonl', jsonLinesOf(others));
        expect(other === one).toBe(contentOf(some) === contentOf(others));
      }),
      { numRuns: 40 },
    );
  });

  it('survives being written as Parquet', async () => {
    const text = 'id,x,ok\n1,0.1,true\n2,,false\n2,,false\n';
    const file = path.join(directory, 'source.csv');
    await writeFile(file, text);
    const table = await openTable({ path: file });
    const parquet = path.join(directory, 'copy.parquet');
    await table.writeParquet(parquet);
    const copy = await openTable({ path: parquet });
    expect(await digestTable(copy)).toBe(await digestTable(table));
    table.close();
    copy.close();
  });

  it('takes 1 and 1.0 for one value, also in lists', async () => {
    expect(await digestOf('1.csv', 'a\n1\n')).toBe(
      await digestOf('1.0.csv', 'a\n1.0\n'),
    );
    const declared = [{ name: 'a', type: 'number' }];
    expect(await digestOf('1.csv', 'a\n1\n', declared)).toBe(
      await digestOf('1.csv', 'a\n1\n'),
    );
  });

  it('tells whole numbers apart that no double does', async () => {
    const one = '12345678901234567890';
    const other = '12345678901234567891';
    const digest = await digestOf('long.csv', `a\n${one}\n`);
    expect(await digestOf('long.csv', `a\n${other}\n`)).not.toBe(digest);
    expect(await digestOf('long.jsonl', `{"a":${one}}`)).toBe(digest);
    expect(await digestOf('b.csv', 'a\n9007199254740993\n')).not.toBe(
      await digestOf('c.csv', 'a\n9007199254740992\n'),
    );
  });

  it('tells texts apart that a schema declares as texts', async () => {
    const declared = [{ name: 'a', type: 'string' }];
    const digest = await digestOf('1.csv', 'a\n1\n', declared);
    expect(await digestOf('1.0.csv', 'a\n1.0\n', declared)).not.toBe(digest);
    expect(await digestOf('1.jsonl', '{"a":1}', declared)).toBe(digest);
  });

  it('spells a number of JSON among texts in one way', async () => {
    const digest = await digestOf('one.jsonl', '{"a":1e-9}\n{"a":"x"}');
    expect(await digestOf('two.jsonl', '{"a":"x"}\n{"a":0.000000001}')).toBe(
      digest,
    );
    expect(await digestOf('three.csv', 'a\nx\n1e-09\n')).toBe(digest);
  });

  it('counts the names of columns', async () => {
    expect(await digestOf('a.csv', 'a\n1\n')).not.toBe(
      await digestOf('b.csv', 'b\n1\n'),
    );
  });

  it('of a table is the merge of the digests of its parts, in any order', async () => {
    const columns = [
      { name: 'a', type: 'string' },
      { name: 'b', type: 'string' },
    ];
    await fc.assert(
      fc.asyncProperty(
        someRows,
        fc.nat({ max: 8 }),
        fc.boolean(),
        async (rows, cut, isSwapped) => {
          const parts = [rows.slice(0, cut), rows.slice(cut)];
          if (isSwapped) parts.reverse();
          const [first, second] = await Promise.all(
            parts.map(async (part, i) => {
              const file = path.join(directory, `part${i}.csv`);
              await writeFile(file, csvOf(part));
              const table = await openTable({ path: file, columns });
              try {
                return await digestRows(table);
              } finally {
                table.close();
              }
            }),
          );
          first.merge(second);
          expect(first.finish()).toBe(
            await digestOf('whole.csv', csvOf(rows), columns),
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  it('goes on where it was written down, without the rows of the past', async () => {
    const table = await openTable({
      path: await fileOf('past.csv', 'a\n1\n2\n'),
    });
    const past = JSON.stringify(await digestRows(table));
    table.close();
    const appended = await openTable({
      path: await fileOf('appended.csv', 'a\n3\n'),
    });
    const digest = RowsDigest.fromJSON(JSON.parse(past));
    digest.merge(await digestRows(appended));
    appended.close();
    expect(digest.finish()).toBe(await digestOf('all.csv', 'a\n1\n2\n3\n'));
  });

  it('refuses to merge rows of which a column means something else', async () => {
    const [numbers, texts] = [
      new RowsDigest('[["a","n"]]'),
      new RowsDigest('[["a","s"]]'),
    ];
    expect(() => numbers.merge(texts)).toThrow('under one schema');
  });

  it('sees one changed cell, and in a side table too', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `${i},${i % 7}`);
    const one = await digestOf('one.csv', ['id,x', ...lines].join('\n'));
    lines[12_345] = '12345,8';
    expect(await digestOf('two.csv', ['id,x', ...lines].join('\n'))).not.toBe(
      one,
    );

    const main = await fileOf('main.csv', 'id\n1\n2\n');
    const joined = async (text: string) => {
      const side = await fileOf('side.csv', text);
      const table = await openTable({
        path: main,
        join: [{ path: side, on: 'id' }],
      });
      try {
        return await digestTable(table);
      } finally {
        table.close();
      }
    };
    expect(await joined('id,y\n1,a\n2,b\n')).not.toBe(
      await joined('id,y\n1,a\n2,c\n'),
    );
  });
});
