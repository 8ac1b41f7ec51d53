/** Where a row and its label stand in a text. */
export type RowCells = {
  readonly key: string;
  readonly label: string;
  /** The row with its line end. */
  readonly start: number;
  readonly end: number;
  readonly labelStart: number;
  readonly labelEnd: number;
  /** A label as this cell writes it, in the quotes that were there. */
  writeLabel(label: string): string;
};
