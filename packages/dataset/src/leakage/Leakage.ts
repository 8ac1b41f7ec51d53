export type LeakKind = 'exact' | 'near' | 'moved';

/** Rows of one split that stand, or once stood, in another. */
export type LeakCount = {
  readonly kind: LeakKind;
  readonly split: string;
  readonly otherSplit: string;
  /** Of `split`. */
  readonly rows: number;
};

export type LeakageReport = {
  readonly counts: readonly LeakCount[];
  /** Sentences on what was compared, and on what was not. */
  readonly remark: string;
  /** Leaks in the file: one for each row, kind and other split. */
  readonly total: number;
};

/** Columns of the Parquet file of leaks, in this order; sorted by kind, splits and key. */
export const LEAK_COLUMNS = [
  'kind',
  'key',
  'split',
  'otherKey',
  'otherSplit',
  'similarity',
  'versionId',
] as const;
