import type { TableSpec } from '@greenroom/dataset';
import type {
  DatasetManifest,
  EvaluationSpec,
  ModelManifest,
} from '@greenroom/manifest';

/** A data set on one side, with its rows on this machine. */
export type DatasetSide = {
  readonly manifest: DatasetManifest;
  /** Absent where there is no table, or it cannot be read. */
  readonly table?: TableSpec;
  /** A sentence: why it cannot be read. */
  readonly unreadable?: string;
  /** A digest of the bytes of its files: where both sides have the same, rows are read once. */
  readonly bytes?: string;
};

/** A model on one side, with what it is made of on this machine. */
export type ModelSide = {
  readonly manifest: ModelManifest;
  /**
   * Local files by the path that the manifest names: the ONNX file (its external
   * data beside it), samples, files of preprocessing steps, predictions. What is
   * not here the model cannot do without.
   */
  readonly files: Readonly<Record<string, string>>;
  /** Changes when the files do, whatever their paths on this machine. */
  readonly digest?: string;
  /**
   * By name of the evaluation: what is known that this model says of this side's
   * data, as Parquet that `PredictionWriter` writes, joined by key. Rows may be
   * missing; labels in it do not count. Of a model that is the same object on
   * both sides: of the data before.
   */
  readonly runs?: Readonly<Record<string, string>>;
  /**
   * By name of the evaluation: what the model's server said of rows of the data
   * before, or after, of which nothing was known: Parquet with `key`, and `p` or
   * `predicted`.
   */
  readonly asked?: Readonly<
    Partial<Record<'before' | 'after', Readonly<Record<string, string>>>>
  >;
};

/** Rows that only the server of a model could say something of. */
export type Unanswered = {
  readonly model: string;
  readonly end: 'before' | 'after';
  readonly evaluation: EvaluationSpec;
  /** Of `file`. */
  readonly rows: number;
  /** Parquet with the columns of the data set, in the folder of the question. */
  readonly file: string;
};

/** Of an asset, whatever it is: a side is absent where it is not declared there. */
export type Sides<Side> = {
  /** Of its manifest, from the root of the repository. */
  readonly path: string;
  readonly before?: Side;
  readonly after?: Side;
};

/** What `makePlan` is asked. */
export type PlanQuestion = {
  /** What is changed, and what it becomes: commits, or `working tree`. */
  readonly base: string;
  readonly head: string;
  /**
   * Data sets that are touched, and those that touched models are evaluated on,
   * which may be the same on both sides (the same object, then).
   */
  readonly datasets: readonly Sides<DatasetSide>[];
  /** Models that are touched, and those that are evaluated on touched data. */
  readonly models: readonly Sides<ModelSide>[];
  /** Manifests of the side after that cannot be read. */
  readonly problems?: readonly {
    readonly path: string;
    readonly message: string;
  }[];
  /** Empty; intermediate tables are written here, and the caller removes it. */
  readonly folder: string;
  /**
   * Where rows that differ are written, one Parquet file a data set, named by
   * its place in `datasets` (`0.parquet`), unmasked: columns as `DiffOptions.out`.
   */
  readonly changes?: string;
  /** Changed rows in the plan, of each data set. Default: 50. */
  readonly sampleRows?: number;
  /**
   * Told of rows of models on servers, which are asked by whoever has the
   * network; the plan is then made again with the answers. Of an evaluation one
   * side at a time: what is said of the rows before is known of those after.
   */
  readonly onUnanswered?: (rows: Unanswered) => void;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number, message: string) => void;
  readonly signal?: AbortSignal;
};
