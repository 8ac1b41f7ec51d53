import type { ColumnValues, FeaturePlan } from '@greenroom/error-analysis';

/** A column by which errors are told apart. */
export type ErrorColumn = {
  readonly name: string;
  readonly unit?: string;
  /** The column of texts or pictures it was read off. */
  readonly derivedFrom?: string;
  readonly values: ColumnValues;
  readonly plan: FeaturePlan;
  /** Of each row, by the plan. */
  readonly codes: Int32Array;
};

/** The rows of a run in the order of their keys: what was given, what was said, and what tells them apart. */
export type ErrorRows = {
  readonly keys: readonly string[];
  readonly classes: readonly string[];
  /** Places among the classes; -1 for what is none of them. */
  readonly given: Int32Array;
  readonly predicted: Int32Array;
  /** 1 or 0. */
  readonly wrong: Float64Array;
  /** Minus the logarithm of the given class's probability; absent where the model tells none. */
  readonly loss?: Float64Array;
  readonly columns: readonly ErrorColumn[];
  /** Where not all texts or pictures were looked at. */
  readonly derivedRemark?: string;
};
