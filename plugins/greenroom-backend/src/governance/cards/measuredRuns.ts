import { EVALUATION_ENGINE } from '@greenroom/evaluation';
import { type MeasuredRun, specDigest } from '@greenroom/governance';
import type { ModelManifest } from '@greenroom/manifest';
import type { RunWithJob } from '../../analysis/RunStore';
import type { Asset, Version } from '../../registry/Asset';
import { repositoryPath } from '../../sync/contentPaths';

/** What runs are read with: the versions that they are of. */
export type RunPlaces = {
  readonly asset: Asset;
  /** The one whose card is held against them. */
  readonly version: Version;
  readonly versions: ReadonlyMap<string, Version>;
  /** By data set: its newest version. */
  readonly newest: ReadonlyMap<string, string>;
};

/**
 * Runs of a model as claims are held against them, those of this version on the
 * newest data first. One whose evaluation is declared no more says nothing.
 */
export function measuredRuns(
  runs: readonly RunWithJob[],
  places: RunPlaces,
): MeasuredRun[] {
  const all = runs.flatMap(run => measuredRun(run, places) ?? []);
  return [
    ...all.filter(({ isCurrent }) => isCurrent),
    ...all.filter(({ isCurrent }) => !isCurrent),
  ];
}

function measuredRun(
  run: RunWithJob,
  { asset, version, versions, newest }: RunPlaces,
): MeasuredRun | undefined {
  const model = versions.get(run.model_version_id);
  const data = versions.get(run.dataset_version_id);
  const evaluation = ((asset.manifest as ModelManifest).evaluations ?? []).find(
    ({ name }) => name === run.evaluation,
  );
  if (!run.result || !model || !data || !evaluation) return undefined;
  const { rows, metrics, furtherMetrics } = run.result;
  return {
    evaluation: run.evaluation,
    dataset: data.manifest.name,
    repository: evaluation.repository,
    split: run.split,
    runId: run.id,
    of: `${named(model)} on ${named(data)}`,
    modelVersion: model.facts.semver,
    pins: {
      model: modelPin(asset, model, evaluation.predictions),
      data: data.digest,
      spec: specDigest(model.manifest as ModelManifest, evaluation),
      engine: EVALUATION_ENGINE,
    },
    isCurrent:
      model.id === version.id && newest.get(run.dataset_asset_id) === data.id,
    rows,
    figures: { ...furtherMetrics, ...metrics },
    metrics: Object.keys(metrics),
  };
}

/** In the words of the command line: see `pinsOf` there. */
function modelPin(
  { path }: Asset,
  { files, digest, manifest }: Version,
  predictions: string | undefined,
): string {
  const file = predictions ?? (manifest as ModelManifest).model?.path;
  const pin = file && files[repositoryPath(path, file)];
  if (!pin) return digest;
  const lfs = /^lfs:([0-9a-f]{64})/.exec(pin)?.[1];
  if (lfs) return `lfs:${lfs}`;
  return pin.includes(':') ? pin : `git:${pin}`;
}

const SHORT_COMMIT = 7;

function named({ manifest, facts, commit }: Version): string {
  return `${manifest.name} ${
    facts.semver ?? commit.sha.slice(0, SHORT_COMMIT)
  }`;
}
