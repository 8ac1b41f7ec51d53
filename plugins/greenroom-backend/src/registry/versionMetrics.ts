import type { AssetVersion } from '@greenroom/backstage-plugin-greenroom-common';
import { trainedOn } from '../analysis/predictionsFor';
import type { RunWithJob } from '../analysis/RunStore';
import type { Asset, Version } from './Asset';

type Metrics = NonNullable<AssetVersion['metrics']>;

/** The metric that stands for a model where it has it. */
const HEADLINE = 'accuracy';
/** So many figures stand beside a version. */
const SHOWN_METRICS = 12;

/** A model that names a data set, with its versions (oldest first) and its runs (newest first). */
export type NamingModel = {
  readonly asset: Asset;
  readonly versions: readonly Version[];
  readonly runs: readonly RunWithJob[];
};

/**
 * Headline metrics of the models that were trained on a version of a data set,
 * or evaluated on it. Of several runs of a model the one that counts is the
 * newest on audited labels, else the newest.
 */
export function versionMetrics(
  version: Version,
  models: readonly NamingModel[],
): Metrics {
  return models
    .flatMap(model => {
      const trained = new Set(
        model.versions
          .filter(candidate => trainedOn(candidate, version))
          .map(({ id }) => id),
      );
      return [
        metricOf(model, 'trained on', run => trained.has(run.model_version_id)),
        metricOf(
          model,
          'evaluated on',
          run => run.dataset_version_id === version.id,
        ),
      ].flatMap(metric => metric ?? []);
    })
    .slice(0, SHOWN_METRICS);
}

function metricOf(
  { asset, runs }: NamingModel,
  relation: Metrics[number]['relation'],
  isMeant: (run: RunWithJob) => boolean,
): Metrics[number] | undefined {
  const done = runs.filter(run => run.result && isMeant(run));
  const run = done.find(({ audited }) => audited) ?? done[0];
  const metrics = Object.entries(run?.result?.metrics ?? {});
  const [metric, figure] =
    metrics.find(([name]) => name === HEADLINE) ?? metrics[0] ?? [];
  if (!run || !metric || !figure) return undefined;
  return {
    modelAssetId: asset.id,
    modelName: asset.name,
    relation,
    runId: run.id,
    metric,
    figure,
  };
}
