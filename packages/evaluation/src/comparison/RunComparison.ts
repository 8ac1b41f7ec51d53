import type { Difference } from '../metrics/between/compareSamples';

/** A figure of both runs, and how it differs: the second minus the first. */
export type Compared = {
  readonly before: number;
  readonly after: number;
  readonly difference: Difference;
};

export type ComparedMetric = { readonly metric: string } & Compared;

/** The rows of a class, or with one value of a column, by themselves. */
export type ComparedSlice<Of extends string = 'class' | 'column'> = {
  readonly of: Of;
  /** Name of the column; `class` where rows are told by their label; of conditions all of them, in words. */
  readonly feature: string;
  readonly value: string;
  /** Rows, or boxes that were drawn. */
  readonly size: number;
  /** What is compared on them: accuracy, or the average precision of a class of boxes. */
  readonly metric: 'accuracy' | 'ap';
} & Compared;

/** Boxes of one picture: found, not found, and found where there is none. */
export type PictureCounts = {
  readonly right: number;
  readonly missed: number;
  readonly wrong: number;
};

/** A row that one run got right and the other wrong, or a picture with more or fewer mistakes. */
export type ChangedRow = {
  readonly key: string;
  readonly change: 'fixed' | 'broken';
  readonly before?: PictureCounts;
  readonly after?: PictureCounts;
};

/** Two runs on the rows (or pictures) that both have, joined by key. */
export type RunComparison = {
  readonly unit: 'row' | 'picture';
  readonly joined: number;
  /** Rows that only one of the runs has: left out of everything, unless metrics were asked of either. */
  readonly unmatched: { readonly before: number; readonly after: number };
  /** Rows whose label differs between the two: each run is measured by its own. */
  readonly relabelled: number;
  readonly fixed: number;
  readonly broken: number;
  /** Exact two-sided p that a changed row is as likely fixed as broken (McNemar 1947; of pictures, the sign test). */
  readonly mcnemarP: number;
  /** Broken and fixed rows as shares of all (Yan et al. 2021). */
  readonly negativeFlipRate: number;
  readonly positiveFlipRate: number;
  /** Every metric that both runs have. */
  readonly metrics: readonly ComparedMetric[];
  readonly slices: readonly ComparedSlice[];
  /** Where some were asked about. */
  readonly conditions?: readonly ComparedSlice<'conditions'>[];
  /** In the order of their keys. */
  readonly changed: readonly ChangedRow[];
};
