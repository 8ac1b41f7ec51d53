/** A figure with its 95 % interval and what it rests on. */
export type Figure = {
  readonly value: number;
  /** Absent where too few resamples define the figure. */
  readonly low?: number;
  readonly high?: number;
  readonly method?: 'wilson' | 'bootstrap';
  /** Rows behind it (of a share, its trials). */
  readonly n: number;
  /**
   * The smallest change against a second sample of as many other rows that
   * would be seen with 80 % power at alpha 5 %.
   */
  readonly mde?: number;
};

/** A figure whose interval is always known. */
export type BoundedFigure = Figure & {
  readonly low: number;
  readonly high: number;
};
