import type {
  AnnotatorTable,
  ManifestColumn,
  Preprocessing,
} from '@greenroom/manifest';

/** The table and the held-out predictions are our own artifacts; other files a stranger's. */
export type LabelsInput = {
  readonly table: string;
  readonly key: string;
  readonly label: string;
  readonly split: string;
  readonly annotator?: string;
  readonly classes: readonly string[];
  /** Splits whose labels people audited: a model is not asked about them. */
  readonly audited: readonly string[];
  /** Runs on rows that their model was not trained on. */
  readonly heldOut: readonly {
    readonly predictions: string;
    readonly origin: string;
  }[];
  readonly outOfFold?: {
    readonly file: string;
    readonly name: string;
    readonly origin: string;
  };
  /** A table with a line for each label that one of several people gave. */
  readonly votes?: {
    readonly file: string;
    readonly name: string;
    readonly format?: AnnotatorTable['format'];
    readonly key: string;
    readonly annotator: string;
    readonly label: string;
  };
  /** How the model sees a row; without a model, rows are seen by the table's own columns. */
  readonly preprocessing?: Preprocessing;
  /** Columns as the manifest declares them. */
  readonly columns: readonly ManifestColumn[];
};
