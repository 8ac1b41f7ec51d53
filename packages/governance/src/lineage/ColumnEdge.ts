/** A column of a node: of a version of data. */
export type ColumnPlace = { readonly node: string; readonly column: string };

/** A column that another was made of. */
export type ColumnEdge = {
  readonly from: ColumnPlace;
  readonly to: ColumnPlace;
  /** In the words of whoever states it. */
  readonly how?: string;
  readonly origin: string;
};
