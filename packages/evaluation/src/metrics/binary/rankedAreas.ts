import type { RankedRows } from './rankRows';

/** What the order of the scores alone decides. */
export type RankedAreas = {
  /** Area under the receiver operating characteristic: the chance that a positive row stands above a negative one, ties half (Hanley and McNeil 1982). */
  readonly rocAuc: number;
  /** Sum of (R_n - R_(n-1)) P_n over falling thresholds, no interpolation (as scikit-learn). */
  readonly averagePrecision: number;
  /** Greatest distance of the two classes' distributions (Kolmogorov and Smirnov). */
  readonly ks: number;
};

/**
 * Areas under curves in one pass over rows in falling order of score; equal
 * scores are one step. NaN where a class has no rows.
 *
 * @param weights - how often each row counts, by row index
 */
export function rankedAreas(
  { order, isPositive, endsStep }: RankedRows,
  weights: ArrayLike<number>,
): RankedAreas {
  const { positives, negatives } = sidesOf({ order, isPositive }, weights);
  let tp = 0;
  let fp = 0;
  let up = 0;
  let across = 0;
  let area = 0;
  let precisionSum = 0;
  let apart = 0;
  for (let at = 0; at < order.length; at++) {
    const weight = weights[order[at]];
    if (isPositive[at]) up += weight;
    else across += weight;
    if (!endsStep[at]) continue;
    area += across * (tp + up / 2);
    tp += up;
    fp += across;
    if (up > 0) precisionSum += up * (tp / (tp + fp));
    // Both distributions times positives x negatives: a product a step in place of two quotients.
    const distance = tp * negatives - fp * positives;
    if (distance > apart) apart = distance;
    else if (-distance > apart) apart = -distance;
    up = 0;
    across = 0;
  }
  const pairs = positives * negatives;
  return {
    rocAuc: pairs > 0 ? area / pairs : NaN,
    averagePrecision: positives > 0 ? precisionSum / positives : NaN,
    ks: pairs > 0 ? apart / pairs : NaN,
  };
}

/** The first of these areas alone, in half the time. */
export function rocAucOf(
  { order, isPositive, endsStep }: RankedRows,
  weights: ArrayLike<number>,
): number {
  let tp = 0;
  let fp = 0;
  let up = 0;
  let across = 0;
  let area = 0;
  for (let at = 0; at < order.length; at++) {
    const weight = weights[order[at]];
    if (isPositive[at]) up += weight;
    else across += weight;
    if (!endsStep[at]) continue;
    area += across * (tp + up / 2);
    tp += up;
    fp += across;
    up = 0;
    across = 0;
  }
  return tp > 0 && fp > 0 ? area / (tp * fp) : NaN;
}

function sidesOf(
  { order, isPositive }: Pick<RankedRows, 'order' | 'isPositive'>,
  weights: ArrayLike<number>,
): { positives: number; negatives: number } {
  let positives = 0;
  let all = 0;
  for (let at = 0; at < order.length; at++) {
    const weight = weights[order[at]];
    all += weight;
    if (isPositive[at]) positives += weight;
  }
  return { positives, negatives: all - positives };
}
