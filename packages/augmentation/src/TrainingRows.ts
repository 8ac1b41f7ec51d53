/** One column of the rows that are augmented. */
export type TrainingColumn =
  | {
      readonly type: 'number';
      readonly name: string;
      /** NaN where there is none. */
      readonly values: Float64Array;
      /** Only whole numbers mean something here. */
      readonly isWhole: boolean;
    }
  | {
      readonly type: 'category' | 'text';
      readonly name: string;
      readonly values: readonly (string | null)[];
    };

/** Rows of the training split, by column: no row of another split may be among them. */
export type TrainingRows = {
  readonly keys: readonly string[];
  /** The class of each row. */
  readonly labels: readonly string[];
  readonly columns: readonly TrainingColumn[];
};

/** What one column holds of one row. */
export type Cell = number | string | null;

/** A row that nobody measured, and what it was made of. */
export type SyntheticRow = {
  /** Indices into the training rows: at least one. */
  readonly parents: readonly number[];
  readonly label: string;
  /** In the order of the columns. */
  readonly cells: readonly Cell[];
};

/** What a row holds, in the order of the columns. */
export function cellsOf(
  { columns }: Pick<TrainingRows, 'columns'>,
  row: number,
): Cell[] {
  return columns.map(column => {
    const value = column.values[row];
    return typeof value === 'number' && Number.isNaN(value) ? null : value;
  });
}
