import fc from 'fast-check';
import { findNeighbours } from './findNeighbours';
import { NeighbourAccumulator, tilesOf } from './NeighbourAccumulator';
import { Metric, preparePoints } from './preparePoints';

const COLUMNS = 5;

/** Few values, so that equal rows, ties and rows of zeros come up. */
const someRows = fc.array(
  fc.array(fc.constantFrom(-2, -0, 0, 0.5, 1, 3, 1e5), {
    minLength: COLUMNS,
    maxLength: COLUMNS,
  }),
  { minLength: 2, maxLength: 40 },
);
/** Enough for several blocks, of rows that lie close together and far from the origin. */
const manyRows = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 300 * COLUMNS,
    maxLength: 300 * COLUMNS,
  })
  .map(values =>
    Array.from({ length: 300 }, (_, i) =>
      values.slice(i * COLUMNS, (i + 1) * COLUMNS).map(value => 1000 + value),
    ),
  );
const someMetric = fc.constantFrom<Metric>('cosine', 'euclidean');

const flat = (rows: readonly number[][]) => Float64Array.from(rows.flat());

/** All pairs in double precision, by the definition of the metric. */
function byDefinition(rows: readonly number[][], metric: Metric) {
  const length = (row: readonly number[]) => Math.hypot(...row);
  const distance = (a: readonly number[], b: readonly number[]) => {
    if (a.every((value, c) => value === b[c])) return 0;
    if (metric === 'euclidean')
      return Math.hypot(...a.map((value, c) => value - b[c]));
    if (length(a) === 0 || length(b) === 0) return 1;
    const product = a.reduce((sum, value, c) => sum + value * b[c], 0);
    return 1 - product / (length(a) * length(b));
  };
  return rows.map((row, i) =>
    rows
      .map((other, j) => ({ j, distance: distance(row, other) }))
      .filter(({ j }) => j !== i)
      .map(each => each.distance)
      .sort((a, b) => a - b),
  );
}

describe('findNeighbours', () => {
  it.each([
    ['few rows with copies and zeros', someRows, 60],
    ['many rows close together', manyRows, 4],
  ])('finds the distances of the definition: %s', async (_what, rows, runs) => {
    await fc.assert(
      fc.asyncProperty(rows, someMetric, async (some, metric) => {
        const graph = await findNeighbours({
          features: flat(some),
          columns: COLUMNS,
          metric,
          k: 4,
        });
        byDefinition(some, metric).forEach((expected, row) => {
          const found = graph.distances.subarray(
            row * graph.k,
            (row + 1) * graph.k,
          );
          found.forEach((distance, i) =>
            expect(distance).toBeCloseTo(expected[i], 9),
          );
        });
      }),
      { numRuns: runs },
    );
  });

  it('finds the same by key in whatever order the rows stand', async () => {
    await fc.assert(
      fc.asyncProperty(
        someRows.chain(rows =>
          fc.tuple(
            fc.constant(rows),
            fc.shuffledSubarray([...rows.keys()], {
              minLength: rows.length,
              maxLength: rows.length,
            }),
          ),
        ),
        someMetric,
        async ([rows, shuffled], metric) => {
          const question = { columns: COLUMNS, metric, k: 3 };
          const first = await findNeighbours({
            ...question,
            features: flat(rows),
          });
          const second = await findNeighbours({
            ...question,
            features: flat(shuffled.map(key => rows[key])),
            order: Int32Array.from(shuffled),
          });
          shuffled.forEach((key, row) => {
            const from = row * second.k;
            expect(
              Array.from(second.neighbours.subarray(from, from + second.k)).map(
                neighbour => shuffled[neighbour],
              ),
            ).toEqual(
              Array.from(
                first.neighbours.subarray(key * first.k, (key + 1) * first.k),
              ),
            );
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same in one piece and in shards', () => {
    fc.assert(
      fc.property(manyRows, fc.integer({ min: 2, max: 5 }), (rows, shards) => {
        const points = preparePoints({
          features: flat(rows),
          columns: COLUMNS,
        });
        const search = (offset: number, step: number) => {
          const accumulator = new NeighbourAccumulator(points, 5);
          tilesOf(points)
            .filter((_, i) => i % step === offset)
            .forEach(tile => accumulator.addTile(tile));
          return accumulator.finish();
        };
        const merged = new NeighbourAccumulator(points, 5);
        for (let shard = 0; shard < shards; shard++)
          merged.merge(search(shard, shards));
        expect(merged.finish()).toEqual(search(0, 1));
      }),
      { numRuns: 4 },
    );
  });

  it('chooses cosine above three columns', async () => {
    const metricOf = async (columns: number) =>
      (
        await findNeighbours({
          features: new Float64Array(columns * 2),
          columns,
        })
      ).metric;
    expect(await metricOf(3)).toBe('euclidean');
    expect(await metricOf(4)).toBe('cosine');
  });

  it('names row and column of a value that is no number', async () => {
    await expect(
      findNeighbours({ features: Float64Array.of(1, 2, 3, NaN), columns: 2 }),
    ).rejects.toThrow('Row 1, column 1: NaN is no finite number.');
  });

  it('stops when it is aborted', async () => {
    await expect(
      findNeighbours({
        features: Float64Array.of(1, 2, 3, 4),
        columns: 2,
        signal: AbortSignal.abort(new Error('not needed any more')),
      }),
    ).rejects.toThrow('not needed any more');
  });
});
