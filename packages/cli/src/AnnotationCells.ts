/** One column of a table, or of an array, an annotator; only cells with a label. */
export type AnnotationCells = {
  readonly rows: number;
  readonly names: readonly string[];
  readonly row: number[];
  readonly annotator: number[];
  readonly label: (string | number)[];
};
