import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { driftOf } from '../registry/driftOf';
import { annotationsFor } from '../sync/adoptedEntity';
import type { DeploymentStore } from '../sync/DeploymentStore';

/** Holds what is pinned or served elsewhere against what manifests of models declare, and writes down what is news. */
export async function noteDrift(
  rooms: {
    readonly assets: AssetStore;
    readonly deployments: DeploymentStore;
    readonly sources: ReadonlyMap<string, Source>;
  },
  some: readonly Asset[],
): Promise<void> {
  const models = some.filter(({ manifest }) => manifest.kind === 'Model');
  if (models.length === 0) return;
  const { assets, deployments, sources } = rooms;
  const datasetOf = await assets.findDatasets(
    models.flatMap(model => trainedOn(model) ?? []),
  );
  const datasets = models.flatMap(model => {
    const name = trainedOn(model);
    return (name && datasetOf(name)) ?? [];
  });
  const versions = await assets.listVersionsOf([
    ...new Set(datasets.map(({ id }) => id)),
  ]);
  const heads = await assets.headVersions(models.map(({ id }) => id));
  const served = await deployments.findNaming(models.map(namesOf));
  for (const asset of models) {
    const name = trainedOn(asset);
    const dataset = name && datasetOf(name);
    const drift = driftOf({
      asset,
      head: heads.get(asset.id),
      dataset,
      datasetVersions: (dataset && versions.get(dataset.id)) ?? [],
      deployments: served(namesOf(asset)),
      fileUrl: (path, line) =>
        sources
          .get(asset.sourceId)
          ?.fileUrl(asset.repository, asset.headCommit ?? 'HEAD', path, line) ??
        '',
    });
    if (JSON.stringify(drift) !== JSON.stringify(asset.drift))
      await assets.setDrift(asset.id, drift);
  }
}

function trainedOn({ manifest }: Asset) {
  const link = manifest.kind === 'Model' ? manifest.trainedOn : undefined;
  return link && { name: link.dataset, repository: link.repository };
}

/** By which deployments name a model. */
function namesOf(model: Asset): string[] {
  return [...annotationsFor(model), model.name];
}
