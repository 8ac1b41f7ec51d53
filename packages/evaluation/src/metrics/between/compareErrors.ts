import { incompleteBeta } from '@greenroom/error-analysis';
import { normalBelow } from '../intervals/normal';
import { MetricError } from '../rows/MetricError';
import { once } from '../rows/once';
import { risingOrder } from '../rows/orderBy';
import { weightedRanks } from '../regression/weightedRanks';

/** Whether two models are as far from the given numbers, rows joined by key. */
export type ErrorComparison = {
  /** Paired t test (Student 1908) of the mean difference of absolute errors. */
  readonly t: number;
  readonly tP: number;
  /** Signed-rank test (Wilcoxon 1945): the lesser rank sum, and its normal approximation with ties allowed for. */
  readonly signedRank: number;
  readonly signedRankP: number;
};

/**
 * Compares the absolute errors of two models of a number. Rows on which both
 * are as far off say nothing to the signed-rank test.
 *
 * @param first - absolute errors, in the unit of the number
 * @param second - of the same rows in the same order
 * @throws MetricError where there are fewer than two rows, or other numbers of them
 */
export function compareErrors(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): ErrorComparison {
  const n = first.length;
  if (n < 2 || second.length !== n)
    throw new MetricError(
      `${n} and ${second.length} errors cannot be compared. Join two rows or more by key.`,
    );
  const differences = Float64Array.from(
    { length: n },
    (_, i) => first[i] - second[i],
  );
  const mean = differences.reduce((sum, d) => sum + d, 0) / n;
  const variance =
    differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (n - 1);
  const t = mean / Math.sqrt(variance / n);
  const freedom = n - 1;
  return {
    t,
    tP: incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5),
    ...signedRanks(differences.filter(d => d !== 0)),
  };
}

function signedRanks(
  differences: Float64Array,
): Pick<ErrorComparison, 'signedRank' | 'signedRankP'> {
  const n = differences.length;
  const sizes = differences.map(Math.abs);
  const order = risingOrder(sizes, new Uint32Array(n));
  const ranks = weightedRanks(sizes, order, once(n));
  let up = 0;
  let down = 0;
  differences.forEach((d, i) => {
    if (d > 0) up += ranks[i];
    else down += ranks[i];
  });
  const counts = new Map<number, number>();
  for (const rank of ranks) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  let ties = 0;
  for (const count of counts.values()) ties += count ** 3 - count;
  const spread = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - ties / 48);
  const signedRank = Math.min(up, down);
  return {
    signedRank,
    signedRankP: Math.min(
      1,
      2 * normalBelow((signedRank - (n * (n + 1)) / 4) / spread),
    ),
  };
}
