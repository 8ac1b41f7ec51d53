import {
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import type { Edit } from '../Edit';
import { ThriftReader, writeThrift } from './CompactThrift';
import { editParquet, placeInParquet, readParquetRows } from './editParquet';
import { ParquetFile, spanOf } from './ParquetFile';

/** DuckDB is loaded, on a machine that may be busy. */
jest.setTimeout(60_000);

/** One of every kind that DuckDB writes, with nulls in all but the key. */
const ROWS = `
  SELECT
    printf('r%04d', i) AS id,
    CASE WHEN i % 3 = 0 THEN NULL ELSE ['ham', 'spam'][1 + i % 2] END AS label,
    CASE WHEN i % 5 = 0 THEN NULL ELSE i * 3 END::INTEGER AS whole,
    (i * 10000000000)::BIGINT AS large,
    (i % 250)::UTINYINT AS small,
    i / 7.0::DOUBLE AS ratio,
    (i / 8)::FLOAT AS share,
    (i / 100)::DECIMAL(9, 2) AS price,
    (i * 1.5)::DECIMAL(38, 10) AS exact,
    DATE '2024-02-28' + i::INTEGER AS day,
    TIMESTAMP '2024-02-28 23:59:59.123456' + to_seconds(i) AS moment,
    i % 2 = 0 AS flag,
    CASE WHEN i % 4 = 0 THEN NULL ELSE [i, NULL, i + 1] END AS list,
    {'a': i, 'b': [{'c': 'x' || i}]} AS nested,
    uuid() AS token,
    ('h' || i)::BLOB AS raw
  FROM range(500) t(i)`;

describe('editParquet', () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-parquet-'));
  let duckdb: DuckDBInstance;
  let connection: DuckDBConnection;
  let made = 0;
  beforeAll(async () => {
    duckdb = await DuckDBInstance.create(':memory:');
    connection = await duckdb.connect();
  });
  afterAll(() => {
    connection.closeSync();
    duckdb.closeSync();
    rmSync(directory, { recursive: true, force: true });
  });

  const fresh = () => path.join(directory, `${made++}.parquet`);
  const write = async (options: string, rows = ROWS) => {
    const file = fresh();
    await connection.run(
      `COPY (${rows}) TO '${file}' (FORMAT PARQUET, ${options})`,
    );
    return file;
  };
  const ask = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowsJson();
  const rowsOf = (file: string) =>
    ask(`SELECT * FROM read_parquet('${file}') ORDER BY id`);
  /** What has to stay: the schema and, of each column in each row group, its codec. */
  const shapeOf = async (file: string) => ({
    schema: await ask(
      `SELECT * EXCLUDE (file_name) FROM parquet_schema('${file}')`,
    ),
    said: await ask(
      `SELECT key, value FROM parquet_kv_metadata('${file}') ORDER BY key`,
    ),
    groups: await ask(
      `SELECT row_group_id, row_group_num_rows, path_in_schema, type, compression
       FROM parquet_metadata('${file}') ORDER BY row_group_id, column_id`,
    ),
  });
  const table = (file: string) => ({
    file,
    path: 'data/rows.parquet',
    key: 'id',
    label: 'label',
  });
  const edit = async (file: string, ...edits: Edit[]) => {
    const edited = await editParquet(table(file), edits, fresh());
    return { ...edited, file: edited.content };
  };
  const cell = (
    key: string,
    column: string,
    from: string | null,
    to: string | null,
  ): Edit => ({
    kind: 'cell',
    key,
    column,
    from,
    to,
  });

  describe.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli'])(
    'in a file of %s',
    codec => {
      const options = `COMPRESSION ${codec}, ROW_GROUP_SIZE 128, KV_METADATA {owner: 'mira', note: 'ü'}`;

      it('changes a label and nothing else', async () => {
        const file = await write(options);
        const {
          applied,
          file: after,
          changedLines,
        } = await edit(file, {
          kind: 'relabel',
          key: 'r0301',
          from: 'spam',
          to: 'a new class',
        });
        expect([applied.length, changedLines]).toEqual([1, 1]);
        expect(await shapeOf(after)).toEqual(await shapeOf(file));
        const expected = (await rowsOf(file)).map(row =>
          row[0] === 'r0301' ? row.with(1, 'a new class') : row,
        );
        expect(await rowsOf(after)).toEqual(expected);
      });

      it('takes rows out of the row groups that have them', async () => {
        const file = await write(options);
        const { file: after } = await edit(
          file,
          { kind: 'exclude', key: 'r0001', from: 'spam' },
          { kind: 'exclude', key: 'r0499', from: 'spam' },
        );
        expect(await rowsOf(after)).toEqual(
          (await rowsOf(file)).filter(
            ([id]) => id !== 'r0001' && id !== 'r0499',
          ),
        );
        expect((await shapeOf(after)).schema).toEqual(
          (await shapeOf(file)).schema,
        );
      });
    },
  );

  it.each([
    ['whole', '3', '-7', '-7'],
    ['whole', '3', null, null],
    ['large', '10000000000', '9223372036854775807', '9223372036854775807'],
    ['small', '1', '255', 255],
    ['ratio', '0.14285714285714285', '0.5', 0.5],
    ['share', '0.125', '0.1', Math.fround(0.1)],
    ['price', '0.01', '1234567.89', '1234567.89'],
    ['exact', '1.5', '-0.0000000001', '-0.0000000001'],
    ['day', '2024-02-29', '1969-12-31', '1969-12-31'],
    [
      'moment',
      '2024-02-29 00:00:00.123456',
      '1969-12-31 23:59:59.5',
      '1969-12-31 23:59:59.5',
    ],
    ['flag', 'false', 'true', true],
  ])('writes %s from %s to %s', async (column, from, to, read) => {
    const file = await write('ROW_GROUP_SIZE 128');
    const { applied, file: after } = await edit(
      file,
      cell('r0001', column, from, to),
    );
    expect(applied).toHaveLength(1);
    const [[found]] = await ask(
      `SELECT "${column}" FROM read_parquet('${after}') WHERE id = 'r0001'`,
    );
    expect(String(found)).toBe(String(read));
    expect(await shapeOf(after)).toEqual(await shapeOf(file));
  });

  it('keeps the bytes of columns in which nothing changes', async () => {
    const file = await write('ROW_GROUP_SIZE 128, COMPRESSION zstd');
    const { file: after } = await edit(file, cell('r0001', 'whole', '3', '4'));
    const chunksOf = (name: string) =>
      ParquetFile.use(name, name, async parquet =>
        parquet.groups.map((_, group) =>
          parquet.leaves.map((leaf, at) => {
            const { start, end } = spanOf(parquet.meta(group, at));
            const bytes = readFileSync(name).subarray(start, end);
            return [group, leaf.name, bytes.toString('base64')] as const;
          }),
        ),
      );
    const [before, now] = [await chunksOf(file), await chunksOf(after)];
    const differing = before
      .flat()
      .filter(([, , bytes], i) => bytes !== now.flat()[i][2])
      .map(([group, name]) => [group, name]);
    expect(differing).toEqual([[0, 'whole']]);
  });

  it('says what stands there where it is another value', async () => {
    const file = await write('ROW_GROUP_SIZE 128');
    const outcome = await edit(
      file,
      { kind: 'relabel', key: 'r0001', from: 'ham', to: 'x' },
      cell('r0002', 'whole', '5', '6'),
      { kind: 'relabel', key: 'none', from: 'ham', to: 'x' },
    );
    expect(outcome.conflicts).toEqual([
      { key: 'r0001', expected: 'ham', found: 'spam' },
    ]);
    expect(outcome.unchanged).toHaveLength(1);
    expect(outcome.absent).toMatchObject([{ key: 'none' }]);
    expect(outcome.file).toBe(file);
  });

  it.each([
    [
      cell('r0001', 'small', '1', '256'),
      /small .* cannot hold "256" in the row r0001/,
    ],
    [
      cell('r0001', 'list', null, '[]'),
      /no column list whose cells are single values/,
    ],
    [cell('r0001', 'price', '0.01', '1.005'), /price .* DECIMAL/],
  ])('refuses what a column cannot hold', async (change, message) => {
    const file = await write('ROW_GROUP_SIZE 128');
    await expect(edit(file, change)).rejects.toThrow(message);
  });

  it.each([
    ['no Parquet', 'id,label\n1,a\n'.repeat(5)],
    ['a torn file', undefined],
  ])('refuses %s', async (_, text) => {
    const file = fresh();
    const whole = await write('ROW_GROUP_SIZE 128');
    writeFileSync(
      file,
      text ?? readFileSync(whole).subarray(statSync(whole).size / 2),
    );
    await expect(edit(file, { kind: 'exclude', key: 'r0001' })).rejects.toThrow(
      /data\/rows\.parquet could not be edited as Parquet/,
    );
  });

  it('adds rows as a row group of their own', async () => {
    const file = await write('ROW_GROUP_SIZE 256, COMPRESSION zstd');
    const { content } = await placeInParquet(
      table(file),
      [
        {
          kind: 'add',
          key: 'z1',
          cells: { id: 'z1', label: 'ham', price: '1.50', day: '2026-01-02' },
        },
      ],
      fresh(),
    );
    const rows = await rowsOf(content);
    expect(rows.slice(0, -1)).toEqual(await rowsOf(file));
    expect(
      await ask(
        `SELECT id, label, price::VARCHAR, day::VARCHAR, list, whole FROM read_parquet('${content}') WHERE id = 'z1'`,
      ),
    ).toEqual([['z1', 'ham', '1.50', '2026-01-02', null, null]]);
    expect((await shapeOf(content)).schema).toEqual(
      (await shapeOf(file)).schema,
    );
  });

  it('adds lists, empty ones and none, with elements that are missing', async () => {
    const file = await write('ROW_GROUP_SIZE 256');
    const lists: readonly [string, string | null][] = [
      ['z1', '[7, null, 9]'],
      ['z2', '[]'],
      ['z3', null],
    ];
    const { content } = await placeInParquet(
      table(file),
      lists.map(([id, list]) => ({
        kind: 'add',
        key: id,
        cells: { id, label: 'ham', list },
      })),
      fresh(),
    );
    expect(
      await ask(
        `SELECT id, list::VARCHAR FROM read_parquet('${content}') WHERE id >= 'z' ORDER BY id`,
      ),
    ).toEqual([
      ['z1', '[7, NULL, 9]'],
      ['z2', '[]'],
      ['z3', null],
    ]);
    expect((await rowsOf(content)).slice(0, -3)).toEqual(await rowsOf(file));
  });

  it.each(['7', '{"a": 1}', 'x'])('takes %s for no list', async list => {
    const file = await write('ROW_GROUP_SIZE 256');
    const row = { kind: 'add', key: 'z', cells: { id: 'z', list } } as const;
    await expect(placeInParquet(table(file), [row], fresh())).rejects.toThrow(
      /list of data\/rows\.parquet holds lists.*row z needs a JSON array/,
    );
  });

  it('reads rows by their key, for a merge', async () => {
    const file = await write('ROW_GROUP_SIZE 128');
    const rows = await readParquetRows(table(file), new Set(['r0301', 'no']));
    expect([...rows.keys()]).toEqual(['r0301']);
    expect(rows.get('r0301')!.cells).toMatchObject({
      label: 'spam',
      whole: '903',
      price: '3.01',
      flag: 'false',
    });
  });

  it('gives a relabelled file back by the inverse', async () => {
    const file = await write(
      'ROW_GROUP_SIZE 100',
      `SELECT printf('r%04d', i) AS id, 'l' || i % 7 AS label FROM range(300) t(i)`,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(299), { minLength: 1, maxLength: 8 }),
        fc.string({ maxLength: 5 }),
        async (places, to) => {
          const edits = places.map(place => ({
            kind: 'relabel' as const,
            key: `r${String(place).padStart(4, '0')}`,
            from: `l${place % 7}`,
            to,
          }));
          const there = await edit(file, ...edits);
          const back = await edit(
            there.file,
            ...there.applied.map(change => {
              const { key, from } = change as (typeof edits)[number];
              return { kind: 'relabel' as const, key, from: to, to: from };
            }),
          );
          expect(await rowsOf(back.file)).toEqual(await rowsOf(file));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('writes the metadata that it reads, byte for byte', async () => {
    const file = await write("ROW_GROUP_SIZE 128, KV_METADATA {a: 'b'}");
    const bytes = readFileSync(file);
    const length = bytes.readUInt32LE(bytes.length - 8);
    const metadata = bytes.subarray(-8 - length, -8);
    const written = writeThrift(new ThriftReader(metadata).struct());
    expect(written.equals(metadata)).toBe(true);
  });
});
