import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { connect } from '../connect';
import { PRINT_COLUMN } from '../snapshot/snapshotColumns';
import { literal } from '../sql';
import { findLeakage, type LeakageOptions } from './findLeakage';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
let files = 0;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-leakage-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function written(sql: string): Promise<string> {
  files++;
  const file = path.join(directory, `${files}.parquet`);
  const { connection, close } = await connect();
  await connection.run(`COPY (${sql}) TO ${literal(file)} (FORMAT PARQUET)`);
  close();
  return file;
}

type Cell = string | number | null;
const cellSql = (cell: Cell) =>
  typeof cell === 'string' ? literal(cell) : String(cell ?? 'NULL');

/** A table of the given columns. */
async function tableOf(columns: string, rows: readonly (readonly Cell[])[]) {
  return written(
    `SELECT * FROM (VALUES ${rows
      .map(row => `(${row.map(cellSql).join(', ')})`)
      .join(', ')}) r(${columns})`,
  );
}

async function leaksOf(
  file: string,
  options: Partial<LeakageOptions> = {},
  earlier: readonly { versionId: string; file: string }[] = [],
) {
  const out = path.join(directory, 'leaks.parquet');
  const report = await findLeakage(
    { file, earlier, out },
    { key: 'id', split: 'split', ...options },
  );
  const { connection, close } = await connect();
  const reader = await connection.runAndReadAll(
    `FROM read_parquet(${literal(out)})`,
  );
  const items = reader.getRowObjectsJS();
  close();
  return { ...report, items };
}

const LONG =
  'The shipment arrived on Tuesday with two boxes missing and one of them open, please call us back.';

describe('findLeakage', () => {
  it('finds the rows of a split that stand in another, as comparing all pairs does', async () => {
    const row = fc.record({
      split: fc.constantFrom('train', 'test', 'validation'),
      a: fc.option(fc.nat({ max: 3 })),
      b: fc.option(fc.constantFrom('x', 'y')),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 25 }),
        async rows => {
          const file = await tableOf('id, split, a, b', [
            // So that the columns have their types.
            [-1, 'none', 9, 'z'],
            ...rows.map(({ split, a, b }, id) => [id, split, a, b]),
          ]);
          const { counts, total } = await leaksOf(file);
          const expected = [
            ['test', 'train'],
            ['test', 'validation'],
            ['validation', 'train'],
          ].flatMap(([split, otherSplit]) => {
            const found = rows.filter(
              one =>
                one.split === split &&
                (one.a !== null || one.b !== null) &&
                rows.some(
                  other =>
                    other.split === otherSplit &&
                    other.a === one.a &&
                    other.b === one.b,
                ),
            ).length;
            return found > 0
              ? [{ kind: 'exact', split, otherSplit, rows: found }]
              : [];
          });
          expect(counts).toEqual(expected);
          expect(total).toBe(
            expected.reduce((sum, each) => sum + each.rows, 0),
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  it('does not count the label, nor what is left out by name, and says so', async () => {
    const file = await tableOf('id, split, label, who, x', [
      [1, 'train', 'cat', 'ann', 5],
      [2, 'test', 'dog', 'bob', 5],
    ]);
    const { items, remark } = await leaksOf(file, {
      label: 'label',
      exclude: ['who'],
    });
    expect(items).toEqual([
      {
        kind: 'exact',
        key: '2',
        split: 'test',
        otherKey: '1',
        otherSplit: 'train',
        similarity: 1,
        versionId: null,
      },
    ]);
    expect(remark).toMatch(/equal: x\. Not counted: id, split, label, who\./);
  });

  it('does not take what a snapshot adds for content', async () => {
    const file = await written(
      `SELECT i AS id, CASE i WHEN 0 THEN 'train' ELSE 'test' END AS split, 5 AS x, i AS "${PRINT_COLUMN}" FROM range(2) r(i)`,
    );
    expect((await leaksOf(file)).total).toBe(1);
  });

  it('stays linear where a row stands ten thousand times', async () => {
    const file = await written(
      `SELECT i AS id, CASE WHEN i % 2 = 0 THEN 'train' ELSE 'test' END AS split, 1 AS x FROM range(20000) r(i)`,
    );
    const { counts, total } = await leaksOf(file);
    expect(counts).toEqual([
      { kind: 'exact', split: 'test', otherSplit: 'train', rows: 10_000 },
    ]);
    expect(total).toBe(10_000);
  });

  it('finds texts that were changed a little, with how much is shared', async () => {
    const file = await tableOf('id, split, text', [
      ['a', 'train', LONG],
      ['b', 'test', `${LONG.toUpperCase().replace('TUESDAY', 'TUESDAY ')} `],
      ['c', 'test', LONG.replace('two boxes', 'ten boxes')],
      [
        'd',
        'test',
        'Something else entirely was written here, about the weather.',
      ],
    ]);
    const { items } = await leaksOf(file);
    expect(items).toMatchObject([
      { kind: 'near', key: 'b', otherKey: 'a', similarity: 1 },
      { kind: 'near', key: 'c', otherKey: 'a' },
    ]);
    expect(items[1].similarity).toBeGreaterThan(0.8);
    expect(items[1].similarity).toBeLessThan(1);
  });

  it('finds pictures that were made brighter or encoded again', async () => {
    const pixels = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => {
      const x = Math.floor(i / 3) % 64;
      const y = Math.floor(i / 192);
      return 100 + 60 * Math.sin(x / 7) * Math.cos(y / 5);
    });
    const raw = { width: 64, height: 64, channels: 3 as const };
    const picture = sharp(pixels, { raw });
    const versions = await Promise.all([
      picture.clone().png().toBuffer(),
      picture.clone().linear(1, 30).jpeg({ quality: 80 }).toBuffer(),
      picture.clone().resize(40, 40).webp().toBuffer(),
      sharp(pixels.toReversed(), { raw }).rotate(90).png().toBuffer(),
    ]);
    const file = await written(
      versions
        .map(
          (bytes, i) =>
            `SELECT ${i} AS id, ${
              i === 0 ? `'train'` : `'test'`
            } AS split, unhex('${bytes.toString('hex')}') AS picture`,
        )
        .join(' UNION ALL '),
    );
    const { items } = await leaksOf(file);
    expect(items.map(({ kind, key }) => [kind, key])).toEqual([
      ['near', '1'],
      ['near', '2'],
    ]);
  });

  it('compares raw pixels as declared', async () => {
    const pixels = (plus: number) =>
      `list_transform(range(64), lambda i: (i * 37 + ${plus}) % 200)::UTINYINT[]`;
    const file = await written(
      `SELECT 1 AS id, 'train' AS split, ${pixels(0)} AS p
       UNION ALL SELECT 2, 'test', list_transform(${pixels(
         0,
       )}, lambda x: x + 3)::UTINYINT[]
       UNION ALL SELECT 3, 'test', ${pixels(90)}`,
    );
    const { items } = await leaksOf(file, {
      pictures: [{ name: 'p', width: 8, height: 8, channels: 1 }],
    });
    expect(items).toMatchObject([{ kind: 'near', key: '2', otherKey: '1' }]);
  });

  it('finds rows of numbers that were rounded', async () => {
    const file = await written(
      `SELECT 1 AS id, 'train' AS split, 1.2345::DOUBLE AS x, 20.02::DOUBLE AS y, 0.000331::DOUBLE AS z
       UNION ALL SELECT 2, 'test', 1.23, 20, 0.000331
       UNION ALL SELECT 3, 'test', 1.33, 20, 0.000331`,
    );
    const { items } = await leaksOf(file);
    expect(items).toMatchObject([{ kind: 'near', key: '2', otherKey: '1' }]);
    expect(items[0].similarity).toBeCloseTo(1.23 / 1.2345, 9);
  });

  it('finds rows whose key, or whose content, stood in another split before', async () => {
    const columns = 'id, split, x';
    const earlier = [
      {
        versionId: 'v2',
        file: await tableOf(columns, [
          ['a', 'train', 1],
          ['b', 'test', 2],
        ]),
      },
      {
        versionId: 'v1',
        file: await tableOf(columns, [
          ['a', 'train', 1],
          ['c', 'train', 7],
        ]),
      },
    ];
    const file = await tableOf(columns, [
      ['a', 'test', 1],
      ['b', 'test', 2],
      ['n', 'test', 7],
    ]);
    const { items, counts } = await leaksOf(file, {}, earlier);
    expect(items).toEqual([
      expect.objectContaining({
        kind: 'exact',
        key: 'n',
        otherKey: 'c',
        versionId: 'v1',
      }),
      expect.objectContaining({
        kind: 'moved',
        key: 'a',
        otherKey: 'a',
        versionId: 'v2',
      }),
    ]);
    expect(counts).toContainEqual({
      kind: 'moved',
      split: 'test',
      otherSplit: 'train',
      rows: 1,
    });
  });

  it('compares by key only with a version that had other columns', async () => {
    const file = await tableOf('id, split, x', [['a', 'test', 1]]);
    const before = await tableOf('id, split, y', [['a', 'train', 1]]);
    const { items, remark } = await leaksOf(file, {}, [
      { versionId: 'v0', file: before },
    ]);
    expect(items).toMatchObject([{ kind: 'moved', versionId: 'v0' }]);
    expect(remark).toMatch(/v0\) has other columns/);
  });

  it('refuses a split column that tells every row apart', async () => {
    const file = await written(
      'SELECT i AS id, i AS split FROM range(60) r(i)',
    );
    await expect(leaksOf(file)).rejects.toThrow(/more than 50 values/);
  });

  it('says that there is nothing to compare where there is not', async () => {
    const file = await tableOf('id, split', [
      [1, 'train'],
      [2, 'test'],
    ]);
    const { total, remark } = await leaksOf(file);
    expect(total).toBe(0);
    expect(remark).toMatch(/nothing to compare/);
  });
});
