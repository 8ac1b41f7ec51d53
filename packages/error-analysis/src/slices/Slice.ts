import type { Interval } from '../statistics/errorInterval';
import type { SliceTestKind } from './sliceTest';

export type Predicate = { readonly feature: number; readonly code: number };

export type Slice = {
  /** In order of the feature. */
  readonly predicates: readonly Predicate[];
  readonly score: number;
  readonly size: number;
  readonly sumError: number;
  readonly sumSquares: number;
  readonly maxError: number;
  readonly averageError: number;
  /** 95 %; absent where a single row has a real error. */
  readonly interval?: Interval;
  /** One-sided, against the rest. */
  readonly pValue: number;
  /** False discovery rate over all slices that were looked at. */
  readonly qValue: number;
  /** Other descriptions of the very same rows among the slices returned. */
  readonly sameRowsAs: readonly (readonly Predicate[])[];
};

/** What is asked, whatever the rows. */
export type SliceSpace = {
  /** Number of codes of each feature. */
  readonly cardinalities: readonly number[];
  /** How many slices; ties at the last rank are all returned. Default 10. */
  readonly k?: number;
  /** Most predicates in a slice. Default 3. */
  readonly maxLevel?: number;
  /** Fewest rows of a slice. Default max(ceil(n / 100), 8). */
  readonly minSupport?: number;
  /** Weight of error against size, above 0 to 1. Default 0.95. */
  readonly alpha?: number;
};

export type SliceAnswer = {
  readonly rows: number;
  readonly averageError: number;
  readonly minSupport: number;
  /** Named as its authors do; what `pValue` is of. */
  readonly test: SliceTestKind;
  /** Slices that were looked at: so many tests does `qValue` account for. */
  readonly tested: number;
  readonly slices: readonly Slice[];
};
