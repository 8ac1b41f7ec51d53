/** Rows, by the codes of their values. */
export type SliceTable = {
  /** One array of n codes a feature; -1 is in no slice. */
  readonly codes: readonly Int32Array[];
  /** Number of codes of each feature. */
  readonly cardinalities: readonly number[];
  /** n errors, each at least 0. */
  readonly errors: Float64Array;
};

/** @throws RangeError for arrays that do not fit together */
export function checkShape({ codes, cardinalities, errors }: SliceTable): void {
  if (codes.length !== cardinalities.length) {
    throw new RangeError(
      `There are ${codes.length} features and ${cardinalities.length} cardinalities.`,
    );
  }
  codes.forEach((column, f) => {
    if (column.length !== errors.length) {
      throw new RangeError(
        `Feature ${f} has ${column.length} rows; there are ${errors.length} errors.`,
      );
    }
  });
}
