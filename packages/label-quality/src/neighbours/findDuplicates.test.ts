import { findConflicts } from './findConflicts';
import { findDuplicates } from './findDuplicates';
import { findLeakedPairs } from './findLeakedPairs';
import { findNeighbours } from './findNeighbours';

/** A grid a step apart, then row 0 again twice, and row 1 moved by a hundredth. */
const COPIES = [9, 10];
const MOVED = 11;
const features = Float64Array.from(
  [
    ...Array.from({ length: 9 }, (_, i) => [i % 3, Math.floor(i / 3)]),
    ...COPIES.map(() => [0, 0]),
    [1.01, 0],
  ].flat(),
);
const duplicates = async () =>
  findDuplicates(await findNeighbours({ features, columns: 2, k: 3 }));

describe('findDuplicates', () => {
  it('groups rows that are equal in every value', async () => {
    expect((await duplicates()).exact).toEqual([[0, ...COPIES]]);
  });

  it('groups rows nearer than a part of the median', async () => {
    expect((await duplicates()).near).toEqual([[1, MOVED]]);
  });

  it('takes the median of rows without copies where most have one', async () => {
    const graph = await findNeighbours({
      features: Float64Array.of(0, 0, 0, 0, 5, 5.5, 6.5),
      columns: 1,
      k: 2,
    });
    expect(findDuplicates(graph).medianNearest).toBe(0.5);
  });
});

describe('findConflicts', () => {
  it('tells groups whose labels differ, with the count of each', async () => {
    const labels = new Int32Array(12);
    labels[10] = 1;
    labels[MOVED] = 2;
    expect(findConflicts(await duplicates(), labels)).toEqual([
      {
        kind: 'exact',
        rows: [0, 9, 10],
        labels: [
          { label: 0, rows: 2 },
          { label: 1, rows: 1 },
        ],
      },
      {
        kind: 'near',
        rows: [1, MOVED],
        labels: [
          { label: 0, rows: 1 },
          { label: 2, rows: 1 },
        ],
      },
    ]);
  });

  it('tells none where copies agree', async () => {
    expect(findConflicts(await duplicates(), new Int32Array(12))).toEqual([]);
  });
});

describe('findLeakedPairs', () => {
  it('pairs every row with its double in another split', async () => {
    const splits = new Int32Array(12);
    splits[10] = 1;
    splits[MOVED] = 1;
    expect(
      findLeakedPairs(await duplicates(), splits).map(
        ({ kind, row, other }) => [kind, row, other],
      ),
    ).toEqual([
      ['exact', 0, 10],
      ['near', 1, MOVED],
      ['exact', 9, 10],
    ]);
  });
});
