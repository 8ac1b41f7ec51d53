import type { ErrorRows } from './ErrorRows';

/** Rows that the model was trained on, by the features of the run. */
export type Training = {
  /** Nothing was predicted of them: `predicted` is -1 throughout. */
  readonly rows: ErrorRows;
  readonly all: Int32Array;
};

/** Keys of rows with a label in doubt. */
export type Doubts = {
  readonly wrongLabels: ReadonlySet<string>;
  readonly ambiguous: ReadonlySet<string>;
};
