import type { NeighbourGraph } from './NeighbourGraph';
import { quantileOf } from './quantileOf';

export const OUTLIER_FENCES = ['log', 'linear'] as const;
export type OutlierFence = (typeof OUTLIER_FENCES)[number];

export type Outliers = {
  /** Mean distance of each row to its neighbours. */
  readonly meanDistances: Float64Array;
  /** exp(-mean distance / median of these): 0 is furthest out, 1 in the thick of the data. */
  readonly scores: Float64Array;
  /** Rows whose mean distance is above it are outliers. */
  readonly limit: number;
  /** Furthest out first. */
  readonly outliers: number[];
};

/** cleanlab Datalab's default; the fence stands (1 / it - 1) quartile ranges above the third quartile. */
export const OUTLIER_THRESHOLD = 0.37037;
/** Distances below these are rounding errors of the metric (cleanlab's tolerances). */
const TOLERANCES = {
  cosine: (100 * Number.EPSILON) / 2,
  euclidean: Math.sqrt(100 * Number.EPSILON),
};

/**
 * Rows far from their neighbours, with the scores of cleanlab's
 * OutOfDistribution (Kuan and Mueller 2022) and a fence above the quartiles of
 * the mean distances (Tukey 1977).
 *
 * Distances are skewed, and a fence over them as they are (`linear`, as cleanlab
 * 2.9) takes the long tail of ordinary rows for outliers; `log` lays the same
 * fence over their logarithms.
 *
 * @param threshold - above 0, at most 1; less flags fewer rows
 */
export function findOutliers(
  graph: NeighbourGraph,
  fence: OutlierFence = 'log',
  threshold = OUTLIER_THRESHOLD,
): Outliers {
  if (!(threshold > 0 && threshold <= 1))
    throw new RangeError(
      `The outlier threshold is ${threshold}; it lies above 0 and is at most 1.`,
    );
  const { rows, k, distances, metric } = graph;
  const meanDistances = Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let i = row * k; i < (row + 1) * k; i++) sum += distances[i];
    return sum / k;
  });
  const median = quantileOf(Float64Array.from(meanDistances).sort(), 0.5);
  const scale = Math.max(median, 100 * Number.EPSILON);
  const scores = meanDistances.map(distance =>
    distance < TOLERANCES[metric] ? 1 : Math.exp(-distance / scale),
  );
  const limit = limitOf(meanDistances, fence, 1 / threshold - 1);
  const outliers = Array.from(meanDistances.keys())
    .filter(row => meanDistances[row] > limit)
    .sort((a, b) => meanDistances[b] - meanDistances[a] || a - b);
  return { meanDistances, scores, limit, outliers };
}

function limitOf(
  meanDistances: Float64Array,
  fence: OutlierFence,
  ranges: number,
): number {
  if (fence === 'linear') return above(meanDistances, ranges);
  // Rows among copies of themselves have no logarithm, and tell nothing of the spread.
  const positive = meanDistances.filter(distance => distance > 0);
  return positive.length === 0
    ? Infinity
    : Math.exp(above(positive.map(Math.log), ranges));
}

function above(values: Float64Array, ranges: number): number {
  const sorted = Float64Array.from(values).sort();
  const third = quantileOf(sorted, 0.75);
  return third + ranges * (third - quantileOf(sorted, 0.25));
}
