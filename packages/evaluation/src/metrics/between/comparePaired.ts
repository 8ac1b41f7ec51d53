import { normalBelow, Z_95 } from '@greenroom/label-quality';
import { minimumDetectablePaired } from '../intervals/minimumDetectable';

export type PairedComparison = {
  /** Accuracy of the second minus the first, with its 95 % interval. */
  readonly delta: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly n: number;
  };
  /** Exact two-sided p value (McNemar 1947). */
  readonly mcnemarP: number;
  /** Rows that the first got wrong and the second right. */
  readonly fixed: number;
  /** Rows that the first got right and the second wrong. */
  readonly broken: number;
  /** Broken and fixed rows as shares of all (Yan et al. 2021): an update that helps on the whole may still break a lot. */
  readonly negativeFlipRate: number;
  readonly positiveFlipRate: number;
  /** The smallest difference of accuracy that these rows would show with 80 % power at alpha 5 %. */
  readonly mde: number;
};

/** Compares two runs on the same n rows. */
export function comparePaired(
  firstRight: readonly boolean[],
  secondRight: readonly boolean[],
): PairedComparison {
  if (firstRight.length !== secondRight.length) {
    throw new RangeError('The runs have other rows. Join them by key first.');
  }
  const n = firstRight.length;
  let fixed = 0;
  let broken = 0;
  for (let i = 0; i < n; i++) {
    if (!firstRight[i] && secondRight[i]) fixed++;
    if (firstRight[i] && !secondRight[i]) broken++;
  }
  return comparePairedCounts(fixed, broken, n);
}

/**
 * The same of rows that were counted.
 *
 * The interval is Wald's for a difference of paired proportions with Bonett and
 * Price's (2012) adjustment, which keeps its coverage where few rows differ.
 *
 * @param fixed - rows that only the second got right, of n
 * @param broken - rows that only the first got right
 */
export function comparePairedCounts(
  fixed: number,
  broken: number,
  n: number,
): PairedComparison {
  const p12 = (fixed + 1) / (n + 2);
  const p21 = (broken + 1) / (n + 2);
  const centre = p12 - p21;
  const spread = Z_95 * Math.sqrt((p12 + p21 - centre ** 2) / (n + 2));
  return {
    delta: {
      value: n === 0 ? 0 : (fixed - broken) / n,
      low: Math.max(-1, centre - spread),
      high: Math.min(1, centre + spread),
      n,
    },
    mcnemarP: mcnemarExact(fixed, broken),
    fixed,
    broken,
    negativeFlipRate: n === 0 ? 0 : broken / n,
    positiveFlipRate: n === 0 ? 0 : fixed / n,
    mde: minimumDetectablePaired(spread / Z_95),
  };
}

/** Two-sided exact test that a changed row is as likely fixed as broken. */
export function mcnemarExact(fixed: number, broken: number): number {
  const n = fixed + broken;
  const least = Math.min(fixed, broken);
  let logTerm = -n * Math.LN2;
  let tail = 0;
  for (let i = 0; i <= least; i++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((n - i) / (i + 1));
  }
  return Math.min(1, 2 * tail);
}

/**
 * McNemar's test by its chi-squared approximation (1947), for many changed rows;
 * with the continuity correction of Edwards (1948).
 */
export function mcnemarChiSquared(
  fixed: number,
  broken: number,
  correction: 'corrected' | 'plain',
): { statistic: number; p: number } {
  const n = fixed + broken;
  if (n === 0) return { statistic: 0, p: 1 };
  const apart = Math.abs(fixed - broken) - (correction === 'corrected' ? 1 : 0);
  const statistic = Math.max(0, apart) ** 2 / n;
  return { statistic, p: 2 * normalBelow(-Math.sqrt(statistic)) };
}

/** Wald's interval of a difference of paired proportions, unadjusted: too narrow where few rows differ. */
export function waldPaired(
  fixed: number,
  broken: number,
  n: number,
): { low: number; high: number } {
  const delta = (fixed - broken) / n;
  const spread = Z_95 * Math.sqrt(((fixed + broken) / n - delta ** 2) / n);
  return { low: delta - spread, high: delta + spread };
}
