import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { connect } from '../connect';
import { ROW_COLUMN } from '../snapshot/snapshotColumns';
import { literal } from '../sql';
import { driftOfFiles } from './driftOfFiles';
import { summariseDrift } from './summariseDrift';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-drift-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The rows of a query as a file; `i` counts them from 0. */
async function written(name: string, select: string, rows: number) {
  const file = path.join(directory, `${name}.parquet`);
  const { connection, close } = await connect();
  await connection.run(
    `COPY (SELECT ${select} FROM range(${rows}) r(i)) TO ${literal(
      file,
    )} (FORMAT PARQUET)`,
  );
  close();
  return { file };
}

async function only(
  from: { file: string },
  to: { file: string },
  options?: Parameters<typeof driftOfFiles>[1],
) {
  const { columns } = await driftOfFiles({ from, to }, options);
  expect(columns).toHaveLength(1);
  return columns[0];
}

describe('driftOfFiles', () => {
  it('finds nothing between a table and itself, column by column', async () => {
    const file = await written(
      'self',
      `i, sin(i) AS x, 'c' || i % 7 AS c, md5(i::VARCHAR) AS t, i % 3 = 0 AS b,
       [i % 5, i % 11] AS picture, DATE '2024-01-01' + (i % 90)::INTEGER AS day,
       CASE WHEN i % 4 > 0 THEN i END AS gaps`,
      500,
    );
    const { columns } = await driftOfFiles({ from: file, to: file });
    expect(columns.map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 8 }, () => 'same'),
    );
    const distances = columns.flatMap(({ measures, effect }) => [
      effect.value,
      ...measures.map(({ value }) => value),
    ]);
    expect(Math.max(...distances)).toBeLessThan(1e-9);
    expect(columns.map(({ comparedBy }) => comparedBy)).toEqual([
      'value',
      'value',
      'value',
      'length',
      'value',
      'brightness',
      'value',
      'value',
    ]);
  });

  it('does not cry wolf over a difference that only a million rows make significant', async () => {
    const before = await written('wolf1', `i % 1000 AS x`, 1_000_000);
    const after = await written('wolf2', `i % 1000 + 4 AS x`, 1_000_000);
    const drift = await only(before, after);
    const test = drift.measures.find(({ pValue }) => pValue !== undefined);
    expect(test?.pValue).toBeLessThan(0.001);
    expect(drift).toMatchObject({
      effect: { size: 'none' },
      verdict: 'same',
      n: { from: 1_000_000, to: 1_000_000 },
    });
  });

  it('says that a shift of half a standard deviation moved, with where the values went', async () => {
    const before = await written('shift1', `i % 100 AS x`, 1_000);
    const after = await written('shift2', `i % 100 + 30 AS x`, 1_000);
    const drift = await only(before, after);
    expect(drift).toMatchObject({
      verdict: 'moved',
      effect: { measure: 'kolmogorov-smirnov', size: 'medium' },
    });
    expect(drift.effect.value).toBeCloseTo(0.3, 12);
    expect(drift.bins[0]).toEqual({ label: '0 to 10', from: 100, to: 0 });
    expect(
      drift.measures.find(({ measure }) => measure === 'wasserstein')?.value,
    ).toBeCloseTo(30, 9);
  });

  it('judges no column of fewer than 100 rows', async () => {
    const before = await written('few1', 'i AS x', 99);
    const after = await written('few2', 'i + 1000 AS x', 1_000);
    expect(await only(before, after)).toMatchObject({
      verdict: 'too few rows',
    });
  });

  it('compares the splits of one file', async () => {
    const file = await written(
      'splits',
      `CASE WHEN i % 2 = 0 THEN 'train' ELSE 'test' END AS split, CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END AS label`,
      1_000,
    );
    const where = (equals: string) => ({
      ...file,
      where: { column: 'split', equals },
    });
    expect(
      await only(where('train'), where('test'), { exclude: ['split'] }),
    ).toMatchObject({
      column: 'label',
      kind: 'category',
      verdict: 'moved',
      n: { from: 500, to: 500 },
      bins: [
        { label: 'a', from: 500, to: 0 },
        { label: 'b', from: 0, to: 500 },
      ],
    });
  });

  it('takes the numbers of a label for names where it is told so', async () => {
    const file = await written('names', 'i % 10 AS label', 200);
    expect(await only(file, file, { categories: ['label'] })).toMatchObject({
      kind: 'category',
    });
  });

  it('notices that cells became empty', async () => {
    const before = await written('full', 'i AS x', 1_000);
    const after = await written(
      'holes',
      'CASE WHEN i % 2 = 0 THEN i END AS x',
      1_000,
    );
    expect(await only(before, after)).toMatchObject({
      verdict: 'moved',
      nulls: { from: 0, to: 500 },
      effect: { of: 'empty cells', measure: 'cramers-v' },
    });
  });

  it('sorts millions of different values as it counts few', async () => {
    const rows = 1_300_000;
    const before = await written('many1', 'i / 7 AS x', rows);
    const after = await written('many2', '(i + 65000) / 7 AS x', rows);
    const drift = await only(before, after);
    expect(drift.effect.value).toBeCloseTo(0.05, 9);
    expect(drift.verdict).toBe('same');
  });

  it('names the columns that it could not compare', async () => {
    const before = await written('left1', 'i AS x, i AS gone, i AS mixed', 200);
    const after = await written(
      'left2',
      `i AS x, i AS added, 'a' || i % 2 AS mixed`,
      200,
    );
    const { columns, remark } = await driftOfFiles({ from: before, to: after });
    expect(columns.map(({ column }) => column)).toEqual(['x']);
    expect(remark).toMatch(/added, mixed, gone/);
  });

  it('does not compare what a snapshot adds', async () => {
    const file = await written('ours', `i AS x, i AS "${ROW_COLUMN}"`, 200);
    expect(await only(file, file)).toMatchObject({ column: 'x' });
  });

  it('says it where a side has no values at all', async () => {
    const before = await written('none', 'CAST(NULL AS DOUBLE) AS x', 200);
    const after = await written('some', 'i::DOUBLE AS x', 200);
    expect(await only(before, after)).toMatchObject({
      measures: [],
      bins: [],
      verdict: 'moved',
      effect: { of: 'empty cells', value: 1 },
    });
  });

  it('refuses a split column that is not there', async () => {
    const file = await written('nosplit', 'i AS x', 10);
    await expect(
      driftOfFiles({
        from: { ...file, where: { column: 'split', equals: 'train' } },
        to: file,
      }),
    ).rejects.toThrow(/no column split/);
  });

  it('is told for the command line by one figure a column', async () => {
    const before = await written('sum1', `i AS x, 'a' AS c`, 200);
    const after = await written('sum2', `i + 1000 AS x, 'b' AS c`, 200);
    const { columns } = await driftOfFiles({ from: before, to: after });
    expect(summariseDrift(columns)).toMatchObject([
      { column: 'x', measure: 'psi', from: 200, to: 200, n: 200 },
      { column: 'c', measure: 'jensen-shannon', value: 1, verdict: 'moved' },
    ]);
  });
});
