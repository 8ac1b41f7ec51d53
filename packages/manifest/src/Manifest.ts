import type {
  ColumnOrigin,
  EvaluationSpec,
  GreenroomDatasetSpec,
  GreenroomMetadata,
  GreenroomModelSpec,
  ManifestColumn,
} from './greenroomDocument';
import { hasClasses, otherTaskOf } from './tasks';

/** The formats that are read, in the words of the command line. */
export const MANIFEST_FORMATS = [
  'greenroom',
  'huggingface-dataset',
  'huggingface-model',
  'croissant',
  'frictionless',
  'mlflow',
  'cyclonedx',
  'huggingface-eval',
  'dvc',
  'lfs',
  'kserve',
] as const;
export type ManifestFormat = (typeof MANIFEST_FORMATS)[number];

/** Where a field was said. */
export type Origin = {
  readonly format: ManifestFormat;
  /** Path of the file, from the root of its repository (or as it was given). */
  readonly path: string;
  readonly line: number;
  /** JSON pointer in that file; empty where the name of the file itself says it. */
  readonly pointer: string;
};

/** A file (or folder, or set of files) that a manifest names, and what pins its bytes. */
export type DeclaredFile = {
  readonly name?: string;
  /** Relative to the manifest; a set of files by a glob. */
  readonly path?: string;
  readonly url?: string;
  readonly format?: string;
  readonly description?: string;
  readonly sizeBytes?: number;
  /** Of a folder. */
  readonly fileCount?: number;
  readonly sha256?: string;
  readonly md5?: string;
  readonly etag?: string;
  readonly storage?:
    | 'git'
    | 'lfs'
    | 'dvc'
    | 'http'
    | 's3'
    | 'gs'
    | 'azure'
    | 'other';
  /** Name of the DVC remote. */
  readonly remote?: string;
  /** Name of the archive that it is inside of. */
  readonly containedIn?: string;
  /** The repository and the commit it was imported from. */
  readonly importedFrom?: {
    readonly repository?: string;
    readonly path?: string;
    readonly revision?: string;
    readonly url?: string;
  };
};

/** A column as some format declares it; `type` is ours, `declaredType` the format's own word. */
export type DeclaredColumn = {
  readonly name: string;
  readonly type?:
    | ManifestColumn['type']
    | 'date'
    | 'datetime'
    | 'time'
    | 'duration'
    | 'audio'
    | 'video'
    | 'bytes'
    | 'geo'
    | 'list'
    | 'object'
    | 'url';
  readonly declaredType?: string;
  readonly title?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly classes?: readonly string[];
  readonly personal?: boolean;
  readonly slice?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly channels?: 1 | 3 | 4;
  /** Columns that it was made of, of this data set where none is named. */
  readonly from?: readonly ColumnOrigin[];
};

/** One table (record set, configuration, resource) of a data set. */
export type DeclaredTable = {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** Names or paths of its files. */
  readonly files?: readonly string[];
  readonly columns?: readonly DeclaredColumn[];
  readonly key?: readonly string[];
  readonly rows?: number;
};

export type DeclaredSplit = {
  readonly name: string;
  readonly table?: string;
  readonly rows?: number;
  readonly sizeBytes?: number;
  readonly files?: readonly string[];
};

/** A figure that somebody published about a model. Nobody here has measured it. */
export type Claim = {
  readonly task?: string;
  readonly dataset?: string;
  readonly datasetName?: string;
  readonly config?: string;
  readonly split?: string;
  readonly revision?: string;
  readonly metric: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** The rows it was measured on, where the format says it of a slice. */
  readonly slice?: string;
  readonly date?: string;
  readonly source?: string;
  readonly notes?: string;
  readonly verified?: boolean;
  readonly origin: Origin;
};

/** What a pipeline's lock file says a model was made from. */
export type TrainingPin = {
  readonly stage?: string;
  readonly path?: string;
  readonly md5?: string;
  readonly dataset?: string;
  readonly version?: string;
  readonly revision?: string;
  readonly repository?: string;
  readonly origin: Origin;
};

export type SignatureField = {
  readonly name?: string;
  readonly type: string;
  readonly shape?: readonly number[];
  readonly required?: boolean;
};

/** What a serving platform is told to serve. */
export type Deployment = {
  readonly name: string;
  readonly namespace?: string;
  readonly storageUri?: string;
  readonly modelFormat?: string;
  readonly runtime?: string;
  /** Annotation `greenroom.dev/asset`, or what stands for it. */
  readonly asset?: string;
  readonly version?: string;
  readonly revision?: string;
  readonly canaryTrafficPercent?: number;
  /** Where it answers, as the platform told (`status.url`). */
  readonly servedAt?: string;
  readonly origin: Origin;
};

/** A stage of the artifact's life that a GTO tag assigned. */
export type LifecycleStage = {
  readonly stage: string;
  readonly version?: string;
  readonly commit: string;
};

type Common = {
  /** Line of the document in its file, from 1. */
  readonly line: number;
  /** By JSON pointer of each field: where it was said. */
  readonly origins: Readonly<Record<string, Origin>>;
  /** Formats it was read from, in order of precedence. */
  readonly formats: readonly ManifestFormat[];
  readonly license?: string;
  /** Where more than one is named. */
  readonly licenses?: readonly string[];
  readonly homepage?: string;
  readonly citation?: string;
  readonly creators?: readonly string[];
  readonly languages?: readonly string[];
  readonly tasks?: readonly string[];
  readonly files?: readonly DeclaredFile[];
  readonly stages?: readonly LifecycleStage[];
  readonly publishedAt?: string;
} & GreenroomMetadata;

type Optional<T> = { readonly [K in keyof T]?: T[K] };

/** A data set as our one model has it. What no file says is absent. */
export type DatasetManifest = Common & {
  readonly kind: 'Dataset';
  readonly columns?: readonly DeclaredColumn[];
  readonly tables?: readonly DeclaredTable[];
  readonly splits?: readonly DeclaredSplit[];
  readonly sizeCategories?: readonly string[];
  readonly sourceDatasets?: readonly string[];
  readonly annotationCreators?: readonly string[];
  readonly sizeBytes?: number;
  readonly isLive?: boolean;
  /** Responsible AI fields (Croissant RAI), by their name there. */
  readonly responsible?: Readonly<Record<string, string>>;
} & Omit<Optional<GreenroomDatasetSpec>, 'columns' | 'license' | 'task'> & {
    readonly task?: string;
  };

/** A model as our one model has it. What no file says is absent. */
export type ModelManifest = Common & {
  readonly kind: 'Model';
  readonly model?: {
    readonly path: string;
    readonly format: string;
    /** Files with its weights, where they are not in it. */
    readonly externalData?: readonly string[];
  };
  readonly baseModels?: readonly string[];
  /** Names of data sets, as a card has them. */
  readonly datasets?: readonly string[];
  readonly library?: string;
  readonly flavors?: readonly string[];
  readonly signature?: {
    readonly inputs?: readonly SignatureField[];
    readonly outputs?: readonly SignatureField[];
    readonly params?: readonly SignatureField[];
  };
  readonly claims?: readonly Claim[];
  readonly trainingPins?: readonly TrainingPin[];
  readonly deployments?: readonly Deployment[];
  readonly emissions?: {
    /** Grams of CO2 equivalent. */
    readonly grams?: number;
    readonly source?: string;
    readonly trainingType?: string;
    readonly location?: string;
    readonly hardware?: string;
  };
  readonly considerations?: Readonly<Record<string, readonly string[]>>;
  readonly architecture?: string;
  readonly runId?: string;
  readonly modelId?: string;
  readonly parameters?: Readonly<Record<string, string>>;
} & Omit<Optional<GreenroomModelSpec>, 'license' | 'task' | 'model'> & {
    readonly task?: string;
  };

/** Bytes whose place and pins are declared, by themselves neither data set nor model. */
export type StorageManifest = Common & { readonly kind: 'Storage' } & {
  readonly trainingPins?: readonly (TrainingPin & {
    readonly output: string;
  })[];
};

/** What is served; a model's deployments are drawn from it. */
export type DeploymentManifest = Common & {
  readonly kind: 'Deployment';
  readonly deployment: Deployment;
};

/** An asset. */
export type Manifest = DatasetManifest | ModelManifest;
/** Anything a file declares. */
export type Declaration = Manifest | StorageManifest | DeploymentManifest;

/** A data set that models can be measured on: what is right is said of each row. */
export type MeasurableDataset = Omit<DatasetManifest, 'columns'> &
  Required<Pick<DatasetManifest, 'table' | 'key' | 'label' | 'split'>> & {
    readonly columns?: readonly ManifestColumn[];
  };

/** A data set whose rows have a class each, and can be read and judged. */
export type LabelledDataset = MeasurableDataset &
  Required<Pick<DatasetManifest, 'classes'>>;

/** A data set of pictures with boxes: a row a picture, whose label is all of its boxes. */
export type DetectionDataset = LabelledDataset & {
  readonly task: 'object-detection';
};

/** A model that can be run: an ONNX file, its classes and how its inputs are made. */
export type RunnableModel = ModelManifest &
  Required<Pick<ModelManifest, 'model' | 'preprocessing' | 'classes'>>;

/** A model that a server runs: its address, its classes and how its inputs are made. */
export type ServedModel = ModelManifest &
  Required<Pick<ModelManifest, 'endpoint' | 'preprocessing' | 'classes'>>;

/** A data set whose rows can be read. What they mean may be undeclared. */
export type TabularDataset = DatasetManifest &
  Required<Pick<DatasetManifest, 'table'>>;

export function isTabular(manifest: Manifest): manifest is TabularDataset {
  return manifest.kind === 'Dataset' && manifest.table !== undefined;
}

export function isMeasurable(
  manifest: Manifest,
): manifest is MeasurableDataset {
  return (
    manifest.kind === 'Dataset' &&
    [manifest.table, manifest.key, manifest.label, manifest.split].every(
      field => field !== undefined,
    ) &&
    (manifest.classes !== undefined || !hasClasses(manifest))
  );
}

export function isLabelled(manifest: Manifest): manifest is LabelledDataset {
  return isMeasurable(manifest) && otherTaskOf(manifest) === undefined;
}

export function isDetection(manifest: Manifest): manifest is DetectionDataset {
  return isLabelled(manifest) && manifest.task === 'object-detection';
}

export function isServed(manifest: Manifest): manifest is ServedModel {
  return (
    manifest.kind === 'Model' &&
    manifest.task !== 'object-detection' &&
    otherTaskOf(manifest) === undefined &&
    manifest.endpoint !== undefined &&
    manifest.preprocessing !== undefined &&
    manifest.classes !== undefined
  );
}

/** Models that find boxes are not run: their predictions are given; so are those of other tasks that have no number a row. */
export function isRunnable(manifest: Manifest): manifest is RunnableModel {
  return (
    manifest.kind === 'Model' &&
    manifest.task !== 'object-detection' &&
    (otherTaskOf(manifest) === undefined || isRegressor(manifest)) &&
    manifest.model?.format === 'onnx' &&
    manifest.preprocessing !== undefined &&
    manifest.classes !== undefined
  );
}

/** Of a model that predicts a number a row, or a data set whose rows have one. */
export function isRegressor({ task }: { readonly task?: string }): boolean {
  return task === 'tabular-regression';
}

/** Whether a row has one class, or a picture boxes of one each: no other task. */
export function hasOneClass(manifest: { readonly task?: string }): boolean {
  return otherTaskOf(manifest) === undefined;
}

/** The data sets that a model names, with the revision it pins where it pins one. */
export function datasetLinks(
  manifest: ModelManifest,
): { dataset: string; repository?: string }[] {
  const declared = [
    ...(manifest.trainedOn ? [manifest.trainedOn] : []),
    ...((manifest.evaluations ?? []) as EvaluationSpec[]),
  ];
  const named = (manifest.datasets ?? []).map(dataset => ({
    // `owner/name` on a hub; the name is what a catalog knows.
    dataset: dataset.split('/').at(-1) ?? dataset,
  }));
  return [...declared, ...named];
}
