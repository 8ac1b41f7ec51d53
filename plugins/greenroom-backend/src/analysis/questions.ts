import { createHash } from 'node:crypto';
import type { DatasetManifest, ModelManifest } from '@greenroom/manifest';
import type { JobQuestion } from '../jobs/JobKind';
import type { Asset, RevisionRow, Version } from '../registry/Asset';
import type { RunRow, RunWithJob } from './RunStore';

/** Part of every key: raise it when an answer would be another one. */
export const ENGINE_VERSION = 1;
/** Every model version is evaluated on so many of the newest versions of a data set. */
const EVALUATED_VERSIONS = 5;

export type Asked<Payload> = JobQuestion & { readonly payload: Payload };

function keyOf(kind: string, ...parts: readonly unknown[]): string {
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
      key: keyOf(kind, asset.id, byteDigest),
      assetId: asset.id,
      payload: { assetId: asset.id, byteDigest },
      priority: 15,
    }),
  );
}

export type DiffPayload = {
  readonly fromVersionId: string;
  readonly toVersionId: string;
};

/** What changed between two versions of a data set? */
export function diffQuestion(
  asset: Asset,
  from: Version,
  to: Version,
): Asked<DiffPayload> {
  return {
    kind: 'diff',
    key: keyOf('diff', asset.id, from.digest, to.digest),
    assetId: asset.id,
    payload: { fromVersionId: from.id, toVersionId: to.id },
    priority: 8,
  };
}

export type EvaluationPayload = {
  readonly runId: string;
  readonly modelVersionId: string;
  readonly datasetVersionId: string;
  readonly evaluation: string;
};

type EvaluationSpec = NonNullable<ModelManifest['evaluations']>[number];

/** How does this model version do on this data set version, under its newest declaration? */
export function evaluationQuestion(
  model: Asset,
  modelVersion: Version,
  dataset: Asset,
  datasetVersion: Version,
  spec: EvaluationSpec,
): {
  question: Asked<EvaluationPayload>;
  run: Omit<RunRow, 'created_at' | 'job_id'>;
} {
  const runId = createHash('sha256')
    .update(JSON.stringify([modelVersion.id, datasetVersion.id, spec.name]))
    .digest('hex')
    .slice(0, 16);
  return {
    question: {
      kind: 'evaluation',
      key: keyOf(
        'evaluation',
        modelVersion.digest,
        datasetVersion.digest,
        spec,
      ),
      assetId: model.id,
      payload: {
        runId,
        modelVersionId: modelVersion.id,
        datasetVersionId: datasetVersion.id,
        evaluation: spec.name,
      },
      priority: 10,
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
  if (!predictionsArtifact) return undefined;
  return {
    kind: 'errors',
    key: keyOf('errors', run.dataset_version_id, predictionsArtifact),
    assetId: run.model_asset_id,
    payload: { runId: run.id, predictionsArtifact },
    priority: 6,
  };
}

/** Where out-of-sample predictions for the rows of a data set version come from. */
export type Predictions = {
  /** Model version whose out-of-fold predictions are used for the rows it was trained on. */
  readonly outOfFoldOf?: string;
  /** Runs on splits that their model was not trained on. */
  readonly runIds: readonly string[];
};

export type LabelsPayload = { readonly datasetVersionId: string } & Predictions;

/** Which labels of this version look wrong? */
export function labelsQuestion(
  dataset: Asset,
  version: Version,
  predictions: Predictions,
  artifacts: readonly string[],
): Asked<LabelsPayload> {
  return {
    kind: 'labels',
    key: keyOf(
      'labels',
      version.id,
      version.digest,
      predictions.outOfFoldOf,
      artifacts,
    ),
    assetId: dataset.id,
    payload: { datasetVersionId: version.id, ...predictions },
    priority: 7,
  };
}

export type TrainingPayload = {
  readonly modelAssetId: string;
  readonly datasetVersionId: string;
};

/** A merged change to training data asks the host to train again, once. */
export function trainingQuestion(
  model: Asset,
  version: Version,
): Asked<TrainingPayload> {
  return {
    kind: 'training',
    key: keyOf('training', model.id, version.id),
    assetId: model.id,
    payload: { modelAssetId: model.id, datasetVersionId: version.id },
    priority: 12,
  };
}
