import { isRunnable, type ModelManifest } from '@greenroom/manifest';
import { isOpen } from '../jobs/JobRow';
import type { Asset, Version } from '../registry/Asset';
import type { Predictions } from './questions';
import type { RunWithJob } from './RunStore';

/**
 * Chooses out-of-sample predictions for the rows of a data set version: the
 * newest model version with out-of-fold predictions (trained on this version
 * when there is one), and its runs on this version's splits that it was not
 * trained on. A fold's model never saw the row it predicts, whatever the
 * label was then, so out-of-fold predictions of an earlier version serve too.
 * Where no model has either, a probe judges. Undefined while runs that will
 * serve are still under way.
 */
export function predictionsFor(
  version: Version,
  modelVersions: readonly Version[],
  runs: readonly RunWithJob[],
): Predictions | undefined {
  const withFolds = modelVersions.filter(
    ({ manifest }) =>
      manifest.kind === 'Model' && manifest.predictions?.outOfFold,
  );
  const chosen =
    withFolds.findLast(candidate => trainedOn(candidate, version)) ??
    withFolds.at(-1) ??
    modelVersions.at(-1);
  if (!chosen) return { runIds: [] };
  const { trainedOn: training, predictions } = chosen.manifest as ModelManifest;
  const heldOut = runs.filter(
    run =>
      run.dataset_version_id === version.id &&
      run.model_version_id === chosen.id &&
      run.split !== training?.split,
  );
  if (heldOut.some(({ job }) => isOpen(job))) {
    return undefined;
  }
  const runIds = heldOut
    .filter(run => run.result)
    .map(run => run.id)
    .sort();
  return {
    seenBy: isRunnable(chosen.manifest) ? chosen.id : undefined,
    outOfFoldOf: predictions?.outOfFold ? chosen.id : undefined,
    runIds,
  };
}

/** A model judges, not a probe alone. */
export function hasModel({ outOfFoldOf, runIds }: Predictions): boolean {
  return outOfFoldOf !== undefined || runIds.length > 0;
}

/** A model that says it will judge is not read yet: a probe meanwhile would be work for nothing. */
export function isModelToCome(
  trainers: readonly Pick<Asset, 'manifest'>[],
  modelVersions: readonly Version[],
): boolean {
  return (
    modelVersions.length === 0 &&
    trainers.some(
      ({ manifest }) =>
        manifest.kind === 'Model' &&
        (isRunnable(manifest) || manifest.task === 'object-detection') &&
        (manifest.predictions?.outOfFold !== undefined ||
          (manifest.evaluations ?? []).length > 0),
    )
  );
}

/** Was this model version trained on this data set version? */
export function trainedOn(modelVersion: Version, dataset: Version): boolean {
  const { manifest } = modelVersion;
  const revision =
    manifest.kind === 'Model' ? manifest.trainedOn?.revision : undefined;
  return revision !== undefined && dataset.commits.includes(revision);
}
