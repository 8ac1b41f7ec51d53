/** A file of a stranger's, on this machine, and its name in its repository. */
export type NamedInput = { readonly path: string; readonly name: string };

/** What a model found in the pictures of one split, none of which it was trained on. */
export type GivenDetections = NamedInput & {
  readonly split: string;
  readonly origin: string;
};

/** The table is our own artifact; other files are strangers'. */
export type BoxesInput = {
  readonly table: string;
  readonly key: string;
  readonly label: string;
  readonly split: string;
  readonly classes: readonly string[];
  /** Splits whose labels people audited: a model is not asked about them. */
  readonly audited: readonly string[];
  /** COCO files of each split, for what their ids stand for; none of a table of another format. */
  readonly ids: readonly (NamedInput & { readonly split: string })[];
  readonly detections: readonly GivenDetections[];
  /** Evaluations whose predictions are of rows their model was trained on. */
  readonly refused: readonly string[];
  /** COCO files of several annotators. */
  readonly drawn: readonly (NamedInput & { readonly annotator: string })[];
  /** Where people read how to label. */
  readonly guideline?: string;
};
