/** A cell as JSON has it; longer texts are cut. */
export type ProfileCell = string | number | boolean | null;

/** Counts between edges; `edges` has one number more than `counts`, the last bin holds its upper edge. */
export type Histogram = {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
};

export type TopValue = { readonly value: ProfileCell; readonly count: number };

export type ColumnProfile = {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
  /** Who said the type: the manifest, or nobody, so that it was inferred. */
  readonly typedBy: 'manifest' | 'inferred';
  /** Cells without a value; NaN and infinity are none. */
  readonly nulls: number;
  /** Counted for scalars only. */
  readonly distinct?: number;
  /** Set where `distinct` is estimated: of texts of more than a million kinds. */
  readonly distinctIs?: 'approximate';
  readonly min?: ProfileCell;
  readonly max?: ProfileCell;
  readonly mean?: number;
  /** At 0.05, 0.25, 0.5, 0.75, 0.95. */
  readonly quantiles?: readonly number[];
  /** The most frequent values; ties by value. Absent where `distinct` is estimated. */
  readonly top?: readonly TopValue[];
  /** Of numbers. */
  readonly histogram?: Histogram;
  /** Of texts: characters. */
  readonly textLength?: {
    readonly min: number;
    readonly mean: number;
    readonly max: number;
    readonly histogram: Histogram;
  };
  /** Of pictures: pixels, the most frequent first. */
  readonly imageSizes?: readonly {
    readonly width: number;
    readonly height: number;
    readonly count: number;
  }[];
};

/** Rows of each class in one split; boxes, where the label is all boxes of a picture. */
export type SplitBalance = {
  /** Empty where there is no split. */
  readonly name: string;
  readonly rows: number;
  /** The most frequent first, ties by name; rows without a label are in none. */
  readonly classes: readonly {
    readonly label: string;
    readonly count: number;
  }[];
};

export type TableProfile = {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  readonly splits: readonly SplitBalance[];
};
