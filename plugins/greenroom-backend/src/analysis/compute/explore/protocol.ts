import type {
  Cohort,
  ErrorAnswer,
  ErrorQuestion,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ErrorRowsInput, readLabelledRows } from './readErrorRows';

/** The first line that an explorer is given: what to read. Paths are of our own artifacts. */
export type GroundInput = {
  readonly run: ErrorRowsInput;
  /** A run of the same model on other rows, on which slices are confirmed. */
  readonly others?: { readonly name: string; readonly run: ErrorRowsInput };
  /** A run that this one is put beside. */
  readonly before?: {
    readonly runId: string;
    readonly name: string;
    readonly isOfSameModel: boolean;
    readonly run: ErrorRowsInput;
    /** Columns that are no input: label and split. */
    readonly apart: readonly string[];
  };
  /** What the model was trained on, where it is of the same data set. */
  readonly training?: Parameters<typeof readLabelledRows>[0];
  /** Parquet of label issues, where somebody looked for some. */
  readonly issues?: string;
  readonly declared: readonly {
    readonly name: string;
    readonly where: Cohort;
  }[];
};

/** Each further line. */
export type ExplorerAsked = {
  readonly id: number;
  readonly question: ErrorQuestion;
};

/** What it says, a JSON document a line. */
export type ExplorerSaid =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly message: string }
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly answer: ErrorAnswer;
    }
  | {
      readonly type: 'refused';
      readonly id: number;
      readonly message: string;
      /** Whoever asks can mend it. */
      readonly isAskers: boolean;
    };
