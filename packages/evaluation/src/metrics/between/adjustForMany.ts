import { falseDiscoveryRate } from '@greenroom/error-analysis';

/** p values of many tests (slices, metrics), adjusted; in the order of the tests. */
export type Adjusted = {
  /** Those at most alpha hold together with a chance of any error of alpha. */
  readonly holm: Float64Array;
  /** Of those at most alpha, a share of alpha is expected to be by chance. */
  readonly falseDiscovery: Float64Array;
};

/**
 * Adjusts p values for the number of tests: by Holm's step-down rule (1979), and
 * by Benjamini and Hochberg's (1995).
 *
 * @param pValues - 0 to 1
 */
export function adjustForMany(pValues: ArrayLike<number>): Adjusted {
  return {
    holm: holm(pValues),
    falseDiscovery: falseDiscoveryRate(Float64Array.from(pValues)),
  };
}

function holm(pValues: ArrayLike<number>): Float64Array {
  const m = pValues.length;
  const order = Array.from({ length: m }, (_, i) => i).sort(
    (a, b) => pValues[a] - pValues[b],
  );
  const adjusted = new Float64Array(m);
  let most = 0;
  order.forEach((i, rank) => {
    most = Math.max(most, Math.min(1, (m - rank) * pValues[i]));
    adjusted[i] = most;
  });
  return adjusted;
}
