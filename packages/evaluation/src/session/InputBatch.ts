/** Numbers as they are prepared: single precision where the model takes that, else double. */
export type Numbers = Float32Array | Float64Array;

/** What one input of a model is given for some rows. */
export type PreparedInput = {
  /** rows x width, row-major. */
  readonly values: Numbers | string[];
  readonly width: number;
  /** Of one row, where it is more than a list. */
  readonly shape?: readonly number[];
};

/** Prepared rows: what each input is given, by name. */
export type InputBatch = {
  readonly rows: number;
  readonly inputs: ReadonlyMap<string, PreparedInput>;
};

/** What one output of a model holds for some rows, row-major. */
export type OutputValues = {
  readonly values: Numbers | readonly string[];
  /** Values a row. */
  readonly width: number;
};
