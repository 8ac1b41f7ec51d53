/** What a child process is asked. */
export type Task =
  | {
      readonly task: 'smote';
      /** Rows are made alone, or held against their checks too. */
      readonly until: 'made' | 'checked';
      /** Doubles, row-major; then a byte a row: 1 where it is of the small class. */
      readonly points: string;
      readonly classes: string;
      readonly columns: number;
    }
  | {
      readonly task: 'pictures';
      readonly pictures: number;
      /** In pixels. */
      readonly side: number;
    };

/** What it took there, without what was made ready before. */
export type Done = {
  readonly seconds: number;
  /** Seconds of a core, which on a busy machine are fewer than those of the clock. */
  readonly coreSeconds: number;
  readonly peakMegabytes: number;
  readonly made: number;
  readonly kept: number;
};
