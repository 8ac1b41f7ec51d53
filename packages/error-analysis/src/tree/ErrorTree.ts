/** What rows are told apart by. */
export type TreeFeature =
  | {
      readonly kind: 'number';
      /** n numbers; NaN where one is missing. */
      readonly values: Float64Array;
    }
  | {
      readonly kind: 'category';
      /** n codes from 0 to `cardinality` - 1; -1 where one is missing. */
      readonly codes: Int32Array;
      readonly cardinality: number;
    };

/** Which rows go to the first child; all others, missing ones among them unless it says so, go to the second. */
export type TreeSplit = {
  /** Index of the feature. */
  readonly feature: number;
  readonly missing: 'first' | 'second';
} /** Infinity where all that have a number go to the first, and missing ones to the second. */ & (
  | { readonly kind: 'number'; readonly atMost: number }
  /** Rising. */
  | { readonly kind: 'category'; readonly codes: readonly number[] }
);

/** A group of rows, and the two that it falls into. */
export type ErrorTree = {
  /** Indices of its rows, rising: whatever else is to be known of them is their caller's to measure. */
  readonly rows: Int32Array;
  readonly sumError: number;
  readonly sumSquares: number;
  /** Share of all error that is in it; 0 where there is no error at all. */
  readonly coverage: number;
  /** Absent of a leaf. */
  readonly split?: TreeSplit;
  /** Two, or none. */
  readonly children: readonly ErrorTree[];
};
