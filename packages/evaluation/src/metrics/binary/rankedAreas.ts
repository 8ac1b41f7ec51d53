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
 * @param order - row indices by falling score
 * @param isPositive - 1 or 0 a row
 */
export function rankedAreas(
  order: ArrayLike<number>,
  scores: ArrayLike<number>,
  isPositive: ArrayLike<number>,
  weights: ArrayLike<number>,
): RankedAreas {
  let positives = 0;
  let negatives = 0;
  for (let i = 0; i < isPositive.length; i++) {
    if (isPositive[i]) positives += weights[i];
    else negatives += weights[i];
  }
  let tp = 0;
  let fp = 0;
  let area = 0;
  let precisionSum = 0;
  let ks = 0;
  for (let at = 0; at < order.length; ) {
    const score = scores[order[at]];
    let up = 0;
    let across = 0;
    for (; at < order.length && scores[order[at]] === score; at++) {
      const i = order[at];
      if (isPositive[i]) up += weights[i];
      else across += weights[i];
    }
    area += across * (tp + up / 2);
    tp += up;
    fp += across;
    if (up > 0) precisionSum += up * (tp / (tp + fp));
    const apart = tp / positives - fp / negatives;
    if (apart > ks) ks = apart;
    else if (-apart > ks) ks = -apart;
  }
  const both = positives > 0 && negatives > 0;
  return {
    rocAuc: both ? area / (positives * negatives) : NaN,
    averagePrecision: positives > 0 ? precisionSum / positives : NaN,
    ks: both ? ks : NaN,
  };
}
