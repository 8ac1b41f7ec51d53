import type { ModelManifest } from '@greenroom/manifest';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { JobBroker } from '../jobs/JobBroker';
import type { Asset, Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { AnalysisStore } from './AnalysisStore';
import { verdictQuestion } from './verdict';
import type { RunStore, RunWithJob } from './RunStore';

/**
 * Asks for a check on the commits that were pushed while we watched: of the
 * newest version of a model, and of the newest versions of the data it is
 * evaluated on. History gets none.
 */
export async function askForVerdicts(
  rooms: {
    assets: AssetStore;
    runs: RunStore;
    broker: JobBroker;
    analyses: Pick<AnalysisStore, 'point'>;
    sources: ReadonlyMap<string, Source>;
  },
  model: Asset,
): Promise<void> {
  const { assets, runs, broker, sources, analyses } = rooms;
  const head = await assets.headVersion(model.id);
  if (!head) return;
  const datasets = await evaluatedDatasets(assets, model);
  const current = (await runs.list({ modelAssetId: model.id })).filter(
    run =>
      run.model_version_id === head.id &&
      datasets.some(({ version }) => version.id === run.dataset_version_id),
  );
  const subjects: readonly {
    asset: Asset;
    version: Version;
    own: readonly RunWithJob[];
  }[] = [
    { asset: model, version: head, own: current },
    ...datasets.map(({ asset, version }) => ({
      asset,
      version,
      own: current.filter(run => run.dataset_version_id === version.id),
    })),
  ];
  for (const { asset, version, own } of subjects) {
    if (!version.pushed || !sources.get(asset.sourceId)?.changes) continue;
    const question = verdictQuestion(model, asset, version, own);
    if (!question) continue;
    const job = await broker.ask(question);
    await analyses.point('verdict', `${model.id}@${version.id}`, job.id);
  }
}

/** Each data set that the model is evaluated on, once, with its newest version. */
async function evaluatedDatasets(
  assets: AssetStore,
  model: Asset,
): Promise<{ asset: Asset; version: Version }[]> {
  const found = new Map<string, { asset: Asset; version: Version }>();
  for (const { dataset, repository } of (model.manifest as ModelManifest)
    .evaluations ?? []) {
    const asset = await assets.findDataset(dataset, repository);
    const version = asset && (await assets.headVersion(asset.id));
    if (asset && version) found.set(asset.id, { asset, version });
  }
  return [...found.values()];
}
