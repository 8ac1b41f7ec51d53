import type { NeighbourGraph } from '../neighbours/NeighbourGraph';
import { MersenneTwister } from './MersenneTwister';
import { normalBelow } from './normalBelow';

export type NonIidOrder = {
  /** Largest distance of the two distribution functions (Kolmogorov-Smirnov). */
  readonly statistic: number;
  /** How likely rows in random order would be as far from it. */
  readonly pValue: number;
  readonly isOrdered: boolean;
};

/** cleanlab Datalab's defaults. */
const PERMUTATIONS = 25;
const SIGNIFICANCE = 0.05;
const SEED = 0;

/**
 * Whether rows that are alike stand close together in the file: sorted by class,
 * gathered day by day, drifting. A split by position would then not be a random
 * one. Compares how far apart neighbours stand with how far apart any two rows
 * do, and this with 25 random orders smoothed by a Gaussian kernel (cleanlab
 * Datalab's non-iid check, with numpy's generator).
 */
export function nonIidOrder({
  rows,
  k,
  neighbours,
}: NeighbourGraph): NonIidOrder {
  const background = backgroundOf(rows);
  const statisticOf = (place: (row: number) => number) => {
    const counts = new Int32Array(rows);
    for (let i = 0; i < neighbours.length; i++)
      counts[Math.abs(place(Math.floor(i / k)) - place(neighbours[i]))]++;
    return furthestApart(counts, background, neighbours.length);
  };
  const statistic = statisticOf(row => row);
  const random = new MersenneTwister(SEED);
  const permuted = Array.from({ length: PERMUTATIONS }, () => {
    const order = random.permutation(rows);
    return statisticOf(row => order[row]);
  });
  const pValue = shareAbove(permuted, statistic);
  return { statistic, pValue, isOrdered: pValue < SIGNIFICANCE };
}

/** Share of all pairs of rows that stand at most so far apart, by distance. */
function backgroundOf(rows: number): Float64Array {
  const below = new Float64Array(rows);
  for (let apart = 1; apart < rows; apart++)
    below[apart] =
      below[apart - 1] + (rows - apart) / ((rows * (rows - 1)) / 2);
  return below;
}

/** cleanlab adds one neighbour at the greatest distance; its rank counts from 0. */
function furthestApart(
  counts: Int32Array,
  background: Float64Array,
  total: number,
): number {
  let furthest = 0;
  let rank = 0;
  for (let apart = 1; apart < counts.length; apart++) {
    const count = counts[apart] + (apart === counts.length - 1 ? 1 : 0);
    if (count === 0) continue;
    furthest = Math.max(
      furthest,
      Math.abs(rank / total - background[apart]),
      Math.abs((rank + count - 1) / total - background[apart]),
    );
    rank += count;
  }
  return furthest;
}

/** Of a Gaussian kernel density with the bandwidth of Scott (1992). */
function shareAbove(values: readonly number[], limit: number): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  if (variance === 0) return limit > mean ? 0 : 1;
  const bandwidth = Math.sqrt(variance) * n ** (-1 / 5);
  return (
    values.reduce(
      (sum, value) => sum + normalBelow((value - limit) / bandwidth),
      0,
    ) / n
  );
}
