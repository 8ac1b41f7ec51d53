import type {
  Cohort,
  ErrorMeasure,
  ErrorQuestion,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ErrorRows } from './ErrorRows';
import type { Doubts, Training } from './Training';

/** What every view is made of: the rows of a run, and which of them are asked about. */
export type Explored = {
  readonly rows: ErrorRows;
  /** Indices, rising. */
  readonly chosen: Int32Array;
  readonly measure: ErrorMeasure;
  /** Of every row, by that measure. */
  readonly errors: Float64Array;
  /** Cohorts of the data set's manifest. */
  readonly declared: readonly {
    readonly name: string;
    readonly where: Cohort;
  }[];
  /** By which they were chosen. */
  readonly which: Omit<ErrorQuestion, 'view' | 'measure'>;
  readonly training?: Training;
  /** Absent where nobody looked for label errors. */
  readonly doubts?: Doubts;
  /** Other rows of the same model, on which slices are confirmed. */
  readonly others?: { readonly name: string; readonly rows: ErrorRows };
  readonly before?: EarlierRun;
};

/** Another run on the same split, its features cut into values as the run's are. */
export type EarlierRun = {
  readonly runId: string;
  readonly name: string;
  /** Then what a row of both was said to be differs by its content only. */
  readonly isOfSameModel: boolean;
  readonly rows: ErrorRows;
  /** Of each row of the run its place in this one, by its key; -1 where it has none. */
  readonly old: Int32Array;
  /** Of each row of the run 1 where it holds something else than in this one, label and split apart. */
  readonly edited: Uint8Array;
};
