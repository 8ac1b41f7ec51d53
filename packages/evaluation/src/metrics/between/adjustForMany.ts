import { falseDiscoveryRate, holm } from '@greenroom/error-analysis';

/** p values of many tests (slices, metrics), adjusted; in the order of the tests. */
export type Adjusted = {
  /** Those at most alpha hold together with a chance of any error of alpha. */
  readonly holm: Float64Array;
  /** Of those at most alpha, a share of alpha is expected to be by chance. */
  readonly falseDiscovery: Float64Array;
  /** The same where tests depend on one another in any way: never less. */
  readonly falseDiscoveryDependent: Float64Array;
  /** As Holm's, in one step: never less. */
  readonly bonferroni: Float64Array;
};

/**
 * Adjusts p values for the number of tests: by Holm's step-down rule (1979), by
 * Benjamini and Hochberg's (1995), by Benjamini and Yekutieli's (2001, theorem
 * 1.3) and by Bonferroni's.
 *
 * @param pValues - 0 to 1
 */
export function adjustForMany(pValues: ArrayLike<number>): Adjusted {
  const p = Float64Array.from(pValues);
  const falseDiscovery = falseDiscoveryRate(p);
  let harmonic = 0;
  for (let i = 1; i <= p.length; i++) harmonic += 1 / i;
  const dependent = falseDiscoveryRate(p.map(each => each * harmonic));
  return {
    holm: holm(p),
    falseDiscovery,
    falseDiscoveryDependent: dependent,
    bonferroni: p.map(each => Math.min(1, each * p.length)),
  };
}
