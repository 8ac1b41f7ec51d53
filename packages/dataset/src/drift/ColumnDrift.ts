export type DriftMeasure =
  | 'psi'
  | 'jensen-shannon'
  | 'wasserstein'
  | 'kolmogorov-smirnov'
  | 'chi-squared';

/** What of a column's cells is compared: of texts the characters, of pictures the mean pixel or the bytes. */
export type ComparedBy = 'value' | 'length' | 'brightness' | 'bytes';

export type EffectSize = 'none' | 'small' | 'medium' | 'large';

/** How large a difference is, whatever the number of rows. */
export type Effect = {
  readonly measure: 'kolmogorov-smirnov' | 'cramers-v';
  readonly value: number;
  readonly size: EffectSize;
  /** Set where it is not the values that moved most, but the share of cells without one. */
  readonly of?: 'empty cells';
};

export type DriftBin = {
  readonly label: string;
  readonly from: number;
  readonly to: number;
};

/** How the distribution of one column moved. */
export type ColumnDrift = {
  readonly column: string;
  readonly kind: 'number' | 'category';
  readonly comparedBy: ComparedBy;
  readonly measures: readonly {
    readonly measure: DriftMeasure;
    readonly value: number;
    /** Of the tests: chance of a difference as large, were there none. */
    readonly pValue?: number;
    /** The same with false discoveries controlled over the columns. */
    readonly qValue?: number;
  }[];
  readonly effect: Effect;
  /** Rows with a value. */
  readonly n: { readonly from: number; readonly to: number };
  /** Rows without one. */
  readonly nulls: { readonly from: number; readonly to: number };
  readonly verdict: 'same' | 'moved' | 'too few rows';
  readonly bins: readonly DriftBin[];
  /** Of numbers: between the bins, one more than these. */
  readonly edges?: readonly number[];
};
