/** Runs of every combination of what changed, each as its predictions (Parquet: see `PredictionWriter`). */
export type AttributionGrid = {
  /** Whether rows have probabilities of classes, a class alone that counts, or a number. */
  readonly tells: 'classes' | 'labels' | 'numbers';
  readonly classes: readonly string[];
  /** What changed, in the order in which it is told. */
  readonly factors: readonly AttributionFactor[];
  /** One of each combination; what did not change is the new one. A file may stand for several. */
  readonly runs: readonly RunOfGrid[];
  /** Of two classes the second counts from this probability on; absent: the more probable one. */
  readonly thresholds: { readonly [side in Side]?: number };
  /**
   * The new model on each data set version from the old one to the new, oldest
   * first, as far as there are runs.
   */
  readonly versions: readonly {
    readonly id: string;
    readonly name: string;
    readonly predictions: string;
  }[];
};

export type RunOfGrid = {
  readonly model: Side;
  readonly preprocessing: Side;
  readonly data: Side;
  readonly predictions: string;
};

export type Side = 'old' | 'new';

/** What can differ between two runs of an evaluation. */
export type AttributionFactor =
  /** Which rows are in the split, and what they hold beside their label. */
  | 'rows'
  /** The labels of rows that both versions have. */
  | 'labels'
  /** How rows become the model's inputs. */
  | 'preprocessing'
  /** The model's file. */
  | 'model'
  /** Both, where they changed together and could not be run apart. */
  | 'modelAndPreprocessing'
  /** From which probability on a row is taken for the second of two classes. */
  | 'threshold';
