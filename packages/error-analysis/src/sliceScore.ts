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
 * The highest score that any slice within a parent can have: the score over all
 * sizes from the support to the parent's, where no slice has more error than
 * its size times the largest error (Sagadeeva and Boehm 2021, eq. 6). Between
 * the corners the score is monotone, so the corners suffice.
 */
export function scoreBound(whole: Whole, parent: Size): number {
  const at = (size: number) =>
    sliceScore(whole, size, Math.min(parent.sumError, size * parent.maxError));
  const corner =
    parent.maxError > 0 ? parent.sumError / parent.maxError : parent.size;
  return Math.max(
    at(whole.minSupport),
    at(Math.min(parent.size, Math.max(corner, whole.minSupport))),
    at(parent.size),
  );
}
