import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { connect } from '../connect';
import { openTable } from '../openTable';
import { literal } from '../sql';
import { profileTable, type ProfileOptions } from './profileTable';
import { RunsAccumulator } from './RunsAccumulator';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-profile-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function profiled(name: string, text: string, options?: ProfileOptions) {
  const file = path.join(directory, name);
  await writeFile(file, text);
  return profileOf(file, options);
}

async function profileOf(file: string, options?: ProfileOptions) {
  const table = await openTable({ path: file });
  try {
    return await profileTable(table, options);
  } finally {
    table.close();
  }
}

/** The rows of a query as Parquet; `i` counts them from 0. */
async function made(name: string, select: string, rows: number) {
  const file = path.join(directory, `${name}.parquet`);
  const { connection, close } = await connect();
  await connection.run(
    `COPY (SELECT ${select} FROM range(${rows}) r(i)) TO ${literal(
      file,
    )} (FORMAT PARQUET)`,
  );
  close();
  return file;
}

describe('profileTable', () => {
  it('tells what the columns of each type hold', async () => {
    const profile = await profiled(
      'rows.jsonl',
      [
        { n: 1, s: 'a', l: [1] },
        { n: 2, s: 'bb', l: [2] },
        { n: 3, s: 'bb', l: null },
        { n: null, s: 'ccc', l: [3] },
      ]
        .map(row => JSON.stringify(row))
        .join('\n'),
    );
    expect(profile).toEqual({
      rows: 4,
      columns: [
        {
          name: 'n',
          type: 'BIGINT',
          typedBy: 'inferred',
          nulls: 1,
          distinct: 3,
          min: 1,
          max: 3,
          mean: 2,
          quantiles: [1.1, 1.5, 2, 2.5, 2.9],
          top: [1, 2, 3].map(value => ({ value, count: 1 })),
          histogram: { edges: [1, 2, 3, 4], counts: [1, 1, 1] },
        },
        {
          name: 's',
          type: 'VARCHAR',
          typedBy: 'inferred',
          nulls: 0,
          distinct: 3,
          min: 'a',
          max: 'ccc',
          top: [
            { value: 'bb', count: 2 },
            { value: 'a', count: 1 },
            { value: 'ccc', count: 1 },
          ],
          textLength: {
            min: 1,
            mean: 2,
            max: 3,
            histogram: { edges: [1, 2, 3, 4], counts: [1, 2, 1] },
          },
        },
        { name: 'l', type: 'BIGINT[]', typedBy: 'inferred', nulls: 1 },
      ],
      splits: [{ name: '', rows: 4, classes: [] }],
    });
  });

  it('counts classes in each split, rows without a label apart', async () => {
    const { splits } = await profiled(
      'splits.csv',
      'split,label\ntrain,b\ntrain,a\ntrain,b\ntest,a\ntest,\n',
      { split: 'split', label: 'label' },
    );
    expect(splits).toEqual([
      { name: 'test', rows: 2, classes: [{ label: 'a', count: 1 }] },
      {
        name: 'train',
        rows: 3,
        classes: [
          { label: 'b', count: 2 },
          { label: 'a', count: 1 },
        ],
      },
    ]);
  });

  it('takes NaN and infinity for no values', async () => {
    const file = await made(
      'odd',
      `CASE i WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN '-inf'::DOUBLE ELSE i END AS v`,
      4,
    );
    const { columns } = await profileOf(file);
    expect(columns[0]).toMatchObject({ nulls: 2, min: 2, max: 3, mean: 2.5 });
  });

  it('keeps whole numbers apart that no double tells apart', async () => {
    const file = await made('big', '9007199254740992 + i % 2 AS n', 10);
    const { columns } = await profileOf(file);
    expect(columns[0]).toMatchObject({
      distinct: 2,
      top: [
        { value: '9007199254740992', count: 5 },
        { value: '9007199254740993', count: 5 },
      ],
    });
  });

  it('shows days as days, and cuts long texts', async () => {
    const file = await made(
      'days',
      `DATE '2024-02-28' + i::INTEGER AS day, repeat('x', 500) AS t`,
      3,
    );
    const { columns } = await profileOf(file);
    expect(columns[0]).toMatchObject({ min: '2024-02-28', max: '2024-03-01' });
    expect(columns[1].top).toEqual([{ value: 'x'.repeat(200), count: 3 }]);
    expect(columns[1].textLength).toMatchObject({ min: 500, max: 500 });
  });

  it('tells an empty column from one that has values', async () => {
    const { columns } = await profiled('empty.csv', 'a,b\n,1\n,2\n');
    expect(columns[0]).toEqual({
      name: 'a',
      type: 'VARCHAR',
      typedBy: 'inferred',
      nulls: 2,
      distinct: 0,
    });
  });

  it('is exact where the values are too many to be counted', async () => {
    const rows = 1_500_000;
    // Each value once, but for the nought, which stands for every tenth.
    const file = await made(
      'many',
      'CASE WHEN i % 10 = 0 THEN 0 ELSE i / 4 END AS x',
      rows,
    );
    const { columns } = await profileOf(file);
    expect(columns[0]).toMatchObject({
      distinct: (rows / 10) * 9 + 1,
      max: (rows - 1) / 4,
    });
    expect(columns[0].top?.slice(0, 2)).toEqual([
      { value: 0, count: rows / 10 },
      { value: 0.25, count: 1 },
    ]);
    const counts = columns[0].histogram?.counts ?? [];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows);
  });

  it('finds the sizes of pictures, declared or encoded', async () => {
    const picture = (width: number) =>
      sharp({
        create: { width, height: 3, channels: 3, background: '#fff' },
      })
        .png()
        .toBuffer();
    const [wide, narrow] = await Promise.all([picture(5), picture(2)]);
    const blob = (bytes: Buffer) => `'${bytes.toString('hex')}'`;
    const file = await made(
      'pictures',
      `unhex(CASE WHEN i < 2 THEN ${blob(wide)} WHEN i = 2 THEN ${blob(
        narrow,
      )} ELSE '00' END) AS picture, range(6)::UTINYINT[] AS pixels`,
      4,
    );
    const { columns } = await profileOf(file, {
      images: [{ name: 'pixels', width: 3, height: 2, channels: 1 }],
    });
    expect(columns.map(({ imageSizes }) => imageSizes)).toEqual([
      [
        { width: 5, height: 3, count: 2 },
        { width: 2, height: 3, count: 1 },
      ],
      [{ width: 3, height: 2, count: 4 }],
    ]);
  });

  it('is not confused by names that stand in its own questions', async () => {
    const { columns } = await profiled(
      'names.csv',
      `v,n,t,"a ""b"" c"\n1,x,y,2\n2,x,yy,2\n`,
    );
    expect(columns.map(({ name, distinct }) => [name, distinct])).toEqual([
      ['v', 2],
      ['n', 1],
      ['t', 2],
      ['a "b" c', 1],
    ]);
  });
});

describe('RunsAccumulator', () => {
  const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 });
  const edges = [0, 5, 10, 21];
  const runsOf = (sample: readonly number[]) => {
    const runs = new RunsAccumulator(edges, 3);
    [...sample].sort((a, b) => a - b).forEach(value => runs.add(value, 1));
    return runs.finish();
  };

  it('counts what is there', () => {
    fc.assert(
      fc.property(values, sample => {
        const counts = new Map<number, number>();
        sample.forEach(value =>
          counts.set(value, (counts.get(value) ?? 0) + 1),
        );
        expect(runsOf(sample)).toEqual({
          distinct: counts.size,
          top: [...counts]
            .map(([value, count]) => ({ value, count }))
            .sort((a, b) => b.count - a.count || a.value - b.value)
            .slice(0, 3),
          histogram: {
            edges,
            counts: [
              sample.filter(value => value < 5).length,
              sample.filter(value => value >= 5 && value < 10).length,
              sample.filter(value => value >= 10).length,
            ],
          },
        });
      }),
    );
  });

  it('has histograms that add up over shards to that of the whole', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [first, second, whole] = [a, b, [...a, ...b]].map(
          sample => runsOf(sample).histogram.counts,
        );
        expect(first.map((count, i) => count + second[i])).toEqual(whole);
      }),
    );
  });
});
