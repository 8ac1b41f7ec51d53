import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { connect } from '../connect';
import { openTable } from '../openTable';
import type { Row } from '../Table';
import { relationOf } from './relationOf';
import type { Dialect, TableSpec } from './TableSpec';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-formats-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function put(name: string, content: string | Uint8Array) {
  const file = path.join(directory, name);
  await writeFile(file, content);
  return file;
}

async function rowsOf(spec: TableSpec): Promise<Row[]> {
  const table = await openTable(spec);
  try {
    return await table.query('SELECT * FROM t');
  } finally {
    table.close();
  }
}

async function rowsIn(
  name: string,
  content: string | Uint8Array,
  dialect?: Dialect,
) {
  return rowsOf({ path: await put(name, content), dialect });
}

type Rows = readonly {
  id: number;
  name: string;
  x: number | null;
  ok: boolean;
}[];

/** JavaScript writes these with 19 to 21 digits, which a text format takes for a name. */
const isWrittenAsName = (x: number) => /^-?\d{19,}/.test(String(x));

const someRows = fc.array(
  fc.record({
    id: fc.integer(),
    name: fc
      .string({
        unit: fc.constantFrom('a', 'é', '世', ',', ';', '"', '\n', ' ', '|'),
        minLength: 1,
      })
      .map(text => `n${text}.`),
    x: fc.option(
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter(x => !isWrittenAsName(x)),
    ),
    ok: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

function delimited(rows: Rows, delimiter: string): string {
  const cell = (value: unknown) =>
    value === null ? '' : `"${String(value).replace(/"/g, '""')}"`;
  const line = (cells: readonly unknown[]) => cells.map(cell).join(delimiter);
  return [
    line(['id', 'name', 'x', 'ok']),
    ...rows.map(({ id, name, x, ok }) => line([id, name, x, ok])),
    '',
  ].join('\n');
}

describe('openTable', () => {
  it('opens the same content alike in every text format', async () => {
    await fc.assert(
      fc.asyncProperty(someRows, async rows => {
        fc.pre(rows.some(({ x }) => x !== null));
        const expected = rows.map(row => ({
          ...row,
          // A text has no negative zero.
          x: row.x === 0 ? 0 : row.x,
        }));
        const lines = rows.map(row => JSON.stringify(row)).join('\n');
        const csv = delimited(rows, ',');
        const opened = [
          await rowsIn('a.csv', csv),
          await rowsIn('a.tsv', delimited(rows, '\t')),
          await rowsIn('b.csv', delimited(rows, '|'), { delimiter: '|' }),
          await rowsIn('a.jsonl', lines),
          await rowsIn('a.json', JSON.stringify(rows, null, 1)),
          await rowsIn('a.csv.gz', gzipSync(csv)),
          await rowsIn('a.jsonl.zst', zstdCompressSync(lines)),
          await rowsIn('u16.csv', Buffer.from(`\uFEFF${csv}`, 'utf16le')),
        ];
        for (const found of opened)
          expect(
            found.map(row => ({ ...row, x: row.x === 0 ? 0 : row.x })),
          ).toEqual(expected);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('takes a column with 19 digits in a text for names, of which no digit is lost', async () => {
    expect(
      await rowsIn('names.csv', 'id,x\n1,9007199254740993001\n2,1.5\n'),
    ).toEqual([
      { id: 1, x: '9007199254740993001' },
      { id: 2, x: '1.5' },
    ]);
  });

  it('gives back as Parquet what it was given', async () => {
    const file = await put('round.csv', 'id,x,ok,s\n1,0.5,true,a\n2,,false,\n');
    const table = await openTable({ path: file });
    const parquet = path.join(directory, 'round.parquet');
    await table.writeParquet(parquet);
    expect(await rowsOf({ path: parquet })).toEqual(
      await table.query('SELECT * FROM t'),
    );
    table.close();
  });

  it('reads a dialect as it is declared', async () => {
    const text = [
      'made by hand',
      '# id; price; note',
      "1;1,5;'a;b'",
      '',
      '# sold out',
      "2;n/a;'it\\'s'",
    ].join('\r\n');
    expect(
      await rowsIn('dialect.csv', text, {
        delimiter: ';',
        quote: "'",
        escape: '\\',
        skip: 1,
        comment: '#',
        names: ['id', 'price', 'note'],
        decimal: ',',
        nulls: ['n/a'],
      }),
    ).toEqual([
      { id: 1, price: 1.5, note: 'a;b' },
      { id: 2, price: null, note: "it's" },
    ]);
  });

  it('finds the delimiter out where only one divides all lines alike, and says so', async () => {
    const file = await put('semicolon.csv', 'id;note\n1;a, b\n2;c\n');
    const table = await openTable({ path: file });
    expect(await table.query('SELECT * FROM t')).toEqual([
      { id: 1, note: 'a, b' },
      { id: 2, note: 'c' },
    ]);
    expect(table.notes).toEqual([
      expect.stringContaining('";"'),
      'Types are inferred from all rows of: id, note.',
    ]);
    table.close();
  });

  it('reads windows-1252 where that is declared', async () => {
    const bytes = Buffer.from('id,name\n1,Zo\xeb \x80\n', 'latin1');
    expect(
      await rowsIn('latin.csv', bytes, { encoding: 'windows-1252' }),
    ).toEqual([{ id: 1, name: 'Zoë €' }]);
  });

  it('takes a later row into account that is of another type than the first ones', async () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => `${i},${i}`);
    const text = `a,b\n${lines.join('\n')}\nx,1.5\n`;
    const table = await openTable({ path: await put('late.csv', text) });
    expect(table.columns.map(({ type }) => type)).toEqual([
      'VARCHAR',
      'DOUBLE',
    ]);
    expect(table.rowCount).toBe(12_001);
    table.close();
  });

  it('reads dates that are declared', async () => {
    const path_ = await put('dates.csv', 'd,t\n2024-02-29,2024-01-01 12:30\n');
    const columns = [
      { name: 'd', type: 'date' },
      { name: 't', type: 'datetime' },
    ];
    const table = await openTable({ path: path_, columns });
    expect(table.columns.map(({ type }) => type)).toEqual([
      'DATE',
      'TIMESTAMP',
    ]);
    table.close();
  });

  it('keeps a Parquet table where it is', async () => {
    const source = await openTable({ path: await put('p.csv', 'id\n1\n') });
    const parquet = path.join(directory, 'view.parquet');
    await source.writeParquet(parquet);
    source.close();
    const table = await openTable({ path: [parquet, parquet] });
    expect(table.rowCount).toBe(2);
    expect(
      await table.query(
        "SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = 't'",
      ),
    ).toEqual([{ n: 0 }]);
    table.close();
  });
});

describe('relationOf', () => {
  it('gives the raw text of every cell, side tables joined in, and loads nothing', async () => {
    const main = await put('main.csv', 'id,x\n007,1.50\n8,\n');
    const side = await put('side.jsonl', '{"id":"007","tags":["a"],"n":1}\n');
    const { connection, close } = await connect();
    const relation = await relationOf(connection, {
      path: main,
      join: [{ path: side, on: 'id' }],
    });
    const reader = await connection.runAndReadAll(
      `SELECT * FROM (${relation.sql}) ORDER BY id`,
    );
    expect(reader.getRowObjectsJS()).toEqual([
      { id: '007', x: '1.50', tags: '["a"]', n: '1' },
      { id: '8', x: null, tags: null, n: null },
    ]);
    expect(relation.columns.every(({ type }) => type === 'VARCHAR')).toBe(true);
    const tables = await connection.runAndReadAll('FROM duckdb_tables()');
    expect(tables.currentRowCount).toBe(0);
    relation.close();
    close();
  });

  it('explains what DuckDB says of a ragged row', async () => {
    const file = await put('ragged.csv', 'id,x\n1,2\n3\n');
    const { connection, close } = await connect();
    const relation = await relationOf(connection, { path: file });
    const error = await connection.run(relation.sql).catch(found => found);
    expect(relation.explain(error)).toMatchObject({
      name: 'TableError',
      file,
      line: 3,
    });
    relation.close();
    close();
  });
});
