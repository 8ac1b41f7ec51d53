import { createHash } from 'node:crypto';
import { EVALUATION_VERSION } from '@greenroom/evaluation';
import type { DatasetManifest, ModelManifest } from '@greenroom/manifest';
import type { JobQuestion } from '../jobs/JobKind';
import {
  CONTENT_VERSION,
  type Asset,
  type RevisionRow,
  type Version,
} from '../registry/Asset';
import type { BoxesPlace } from './boxesOfVersion';
import type { InferenceResult } from './inference';
import { hasModel } from './predictionsFor';
import type { RunRow, RunWithJob } from './RunStore';
import type { VotesPlace } from './votesOf';

/** Part of every key: raise it when an answer would be another one. */
export const ENGINE_VERSION = 2;
/** Part of the keys of label quality alone: of ten thousand evaluations none would be another one. */
const LABELS_VERSION = 3;
/** Every model version is evaluated on so many of the newest versions of a data set. */
export const EVALUATED_VERSIONS = 5;

/** Higher goes first. */
export const PRIORITIES = {
  /** A page that somebody waits for. */
  page: 20,
  content: 15,
  /** A run that somebody asked for. */
  asked: 14,
  training: 12,
  evaluation: 10,
  /** An analysis that somebody waits for. */
  person: 9,
  comparison: 8,
  /** Seconds; the labels of a version, with its neighbours, may take a minute. */
  errors: 8,
  labels: 7,
  /** The page of errors does without until it is there, and says so. */
  derived: 6,
  drift: 4,
  leakage: 3,
  /** Labels that no model judges: one may still come. */
  probe: 2,
} as const;

export type Asked<Payload> = JobQuestion & { readonly payload: Payload };

export function keyOf(kind: string, ...parts: readonly unknown[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([ENGINE_VERSION, ...parts]))
    .digest('hex');
  return `${kind}:${digest}`;
}

export type ContentPayload = {
  readonly assetId: string;
  readonly byteDigest: string;
};

/** What is the content of these bytes? Asked once for the revisions that share them. */
export function contentQuestions(
  asset: Asset,
  revisions: readonly RevisionRow[],
): Asked<ContentPayload>[] {
  const kind = asset.kind === 'dataset' ? 'profile' : 'inspect';
  return [...new Set(revisions.map(revision => revision.byte_digest))].map(
    byteDigest => ({
      kind,
      key: keyOf(kind, asset.id, byteDigest, CONTENT_VERSION),
      assetId: asset.id,
      payload: { assetId: asset.id, byteDigest },
      priority: PRIORITIES.content,
    }),
  );
}

export type EvaluationPayload = {
  readonly runId: string;
  readonly modelVersionId: string;
  readonly datasetVersionId: string;
  readonly evaluation: string;
  readonly baseline?: Baseline;
  /** Version of the model whose preprocessing it is fed by, where that is another. */
  readonly preprocessingOf?: string;
  /** A run that is only asked for to explain others says nothing of gates: nobody knows what to hold it against. */
  readonly gates?: 'left out';
  /** What its server said, where the model is not run here. */
  readonly said?: InferenceResult;
};

/** What another version said of the same rows, where a gate compares with it. */
export type Baseline = {
  readonly artifact: string;
  readonly name: string;
  /** Of that version. */
  readonly threshold?: number;
};

type EvaluationSpec = NonNullable<ModelManifest['evaluations']>[number];

/** How does this model version do on this data set version, under its newest declaration? */
export function evaluationQuestion(
  model: Asset,
  modelVersion: Version,
  dataset: Asset,
  datasetVersion: Version,
  spec: EvaluationSpec,
  baseline?: Baseline,
  said?: InferenceResult,
): {
  question: Asked<EvaluationPayload>;
  run: Omit<RunRow, 'created_at' | 'job_id'>;
} {
  const runId = runIdOf(modelVersion.id, datasetVersion.id, spec.name);
  // When it is asked says nothing of the answer.
  const { schedule: _when, ...measured } = spec;
  return {
    question: {
      kind: 'evaluation',
      key: keyOf(
        'evaluation',
        EVALUATION_VERSION,
        modelVersion.digest,
        datasetVersion.digest,
        measured,
        ...(baseline ? [baseline] : []),
        ...(said ? [said.saidArtifact] : []),
      ),
      assetId: model.id,
      payload: {
        runId,
        baseline,
        said,
        modelVersionId: modelVersion.id,
        datasetVersionId: datasetVersion.id,
        evaluation: spec.name,
      },
      priority: PRIORITIES.evaluation,
    },
    run: {
      id: runId,
      evaluation: spec.name,
      split: spec.split,
      audited:
        (dataset.manifest as DatasetManifest).audited?.includes(spec.split) ??
        false,
      model_asset_id: model.id,
      model_version_id: modelVersion.id,
      dataset_asset_id: dataset.id,
      dataset_version_id: datasetVersion.id,
    },
  };
}

/** The name of a run: there is one of each model version on each data version. */
export function runIdOf(
  modelVersionId: string,
  datasetVersionId: string,
  evaluation: string,
): string {
  return createHash('sha256')
    .update(JSON.stringify([modelVersionId, datasetVersionId, evaluation]))
    .digest('hex')
    .slice(0, 16);
}

/** The newest versions of a data set that models are evaluated on, oldest first. */
export function evaluatedVersions(versions: readonly Version[]): Version[] {
  return versions.slice(-EVALUATED_VERSIONS);
}

export type ErrorsPayload = {
  readonly runId: string;
  readonly predictionsArtifact: string;
};

/** Where does this run go wrong? */
export function errorsQuestion(
  run: RunWithJob,
): Asked<ErrorsPayload> | undefined {
  const predictionsArtifact = run.result?.predictionsArtifact;
  // A detector is wrong about boxes, not about rows: slices of rows say nothing of it. Of other tasks no row is right or wrong.
  const { byClass, task } = run.result ?? {};
  if (!predictionsArtifact || byClass || task) return undefined;
  return {
    kind: 'errors',
    key: keyOf('errors', run.dataset_version_id, predictionsArtifact),
    assetId: run.model_asset_id,
    payload: { runId: run.id, predictionsArtifact },
    priority: PRIORITIES.errors,
  };
}

/** Where out-of-sample predictions for the rows of a data set version come from. */
export type Predictions = {
  /** Model version by whose inputs rows are compared. */
  readonly seenBy?: string;
  /** Model version whose out-of-fold predictions are used for the rows it was trained on. */
  readonly outOfFoldOf?: string;
  /** Runs on splits that their model was not trained on. */
  readonly runIds: readonly string[];
};

export type LabelsPayload = {
  readonly datasetVersionId: string;
  readonly votes?: VotesPlace;
  /** Of pictures with boxes, in place of votes. */
  readonly boxes?: BoxesPlace;
} & Predictions;

/** Which labels of this version look wrong? */
export function labelsQuestion(
  dataset: Asset,
  version: Version,
  predictions: Predictions,
  {
    artifacts = [],
    votes,
    boxes,
  }: {
    /** Of the runs. */
    readonly artifacts?: readonly string[];
    readonly votes?: VotesPlace;
    readonly boxes?: BoxesPlace;
  },
): Asked<LabelsPayload> {
  return {
    kind: 'labels',
    key: keyOf(
      'labels',
      LABELS_VERSION,
      version.id,
      version.digest,
      predictions.seenBy,
      predictions.outOfFoldOf,
      artifacts,
      votes && [votes.pin, votes.declared],
      boxes && [boxes.predictions, boxes.drawn?.files, boxes.guideline],
    ),
    assetId: dataset.id,
    payload: { datasetVersionId: version.id, votes, boxes, ...predictions },
    priority: hasModel(predictions) ? PRIORITIES.labels : PRIORITIES.probe,
  };
}
