/** What all slices of a table have in common. */
export type Whole = {
  readonly rows: number;
  readonly averageError: number;
  readonly alpha: number;
  readonly minSupport: number;
};

/** Size, sum of errors and largest error of a slice, or upper bounds of them. */
export type Size = {
  readonly size: number;
  readonly sumError: number;
  readonly maxError: number;
};

/**
 * SliceLine's score: alpha * ((se/ss) / average error - 1) - (1 - alpha) * (n/ss - 1)
 * (Sagadeeva and Boehm 2021, eq. 5).
 */
export function sliceScore(
  whole: Whole,
  size: number,
  sumError: number,
): number {
  return (
    whole.alpha * (sumError / size / whole.averageError - 1) -
    (1 - whole.alpha) * (whole.rows / size - 1)
  );
}

/**
 * The highest score that any slice within a parent can have: over all sizes from
 * the support to the parent's, where no slice has more error than its size times
 * the largest error (Sagadeeva and Boehm 2021, eq. 6). Up to the size at which
 * every row would have the largest error the score rises; beyond it is monotone.
 */
export function scoreBound(whole: Whole, parent: Size): number {
  const { size, sumError, maxError } = parent;
  const atSize = sliceScore(whole, size, Math.min(sumError, size * maxError));
  const all = Math.max(sumError / maxError, whole.minSupport);
  if (!(all < size)) return atSize;
  return Math.max(
    atSize,
    sliceScore(whole, all, Math.min(sumError, all * maxError)),
  );
}

/** Scores this close are a tie. */
export const TIE = 1e-12;

/** Whether a slice within these bounds could reach a score above 0. */
export function mayBeat(whole: Whole, threshold: number, bound: Size): boolean {
  if (bound.sumError === 0) return false;
  const best = scoreBound(whole, bound);
  return best > 0 && best >= threshold - TIE;
}
