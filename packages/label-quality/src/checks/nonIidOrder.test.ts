import { findNeighbours } from '../neighbours/findNeighbours';
import { clusterRows, NO_CLUSTER } from './clusterRows';
import { MersenneTwister } from './MersenneTwister';
import { nonIidOrder } from './nonIidOrder';
import { normalBelow } from './normalBelow';

const ROWS = 120;
const line = (order: Int32Array) =>
  findNeighbours({ features: Float64Array.from(order), columns: 1, k: 5 });

describe('MersenneTwister', () => {
  it('draws the permutation of numpy', () => {
    // numpy.random.RandomState(0).permutation(12)
    expect(Array.from(new MersenneTwister(0).permutation(12))).toEqual([
      6, 11, 4, 10, 2, 8, 1, 7, 9, 3, 0, 5,
    ]);
  });
});

describe('normalBelow', () => {
  it.each([
    [0, 0.5],
    [1.959963984540054, 0.975],
    [-3, 0.0013498980316300946],
    [40, 1],
  ])('%d', (z, expected) => {
    expect(normalBelow(z)).toBeCloseTo(expected, 14);
  });
});

describe('nonIidOrder', () => {
  it('finds that rows are sorted', async () => {
    const sorted = Int32Array.from({ length: ROWS }, (_, i) => i);
    expect(nonIidOrder(await line(sorted))).toMatchObject({
      pValue: 0,
      isOrdered: true,
    });
  });

  it('finds nothing in rows of random order', async () => {
    const shuffled = new MersenneTwister(3).permutation(ROWS);
    expect(nonIidOrder(await line(shuffled)).isOrdered).toBe(false);
  });
});

describe('clusterRows', () => {
  it('tells rows that hang together from those apart and those alone', async () => {
    const near = (middle: number) =>
      Array.from({ length: 8 }, (_, i) => middle + i / 10);
    const graph = await findNeighbours({
      features: Float64Array.from([...near(0), 50, ...near(100)]),
      columns: 1,
      k: 6,
    });
    expect(Array.from(clusterRows(graph))).toEqual([
      ...new Array(8).fill(0),
      NO_CLUSTER,
      ...new Array(8).fill(1),
    ]);
  });
});
