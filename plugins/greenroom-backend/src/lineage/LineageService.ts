import { NotFoundError } from '@backstage/errors';
import type { Lineage } from '@greenroom/backstage-plugin-greenroom-common';
import { datasetLinks, type ModelManifest } from '@greenroom/manifest';
import type { RunStore } from '../analysis/RunStore';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { toLineage } from './toLineage';

/** The neighbourhood of an asset: what it is made of and what is made of it. */
export class LineageService {
  constructor(private readonly rooms: { assets: AssetStore; runs: RunStore }) {}

  async lineageOf(assetId: string): Promise<Lineage> {
    const { assets, runs } = this.rooms;
    const asset = await assets.get(assetId);
    if (!asset) throw new NotFoundError(`No asset ${assetId}.`);
    const models =
      asset.kind === 'model' ? [asset] : await assets.listModelsNaming(asset);
    const datasets =
      asset.kind === 'dataset' ? [asset] : await this.#datasetsOf(asset);
    const near = [...datasets, ...models];
    return toLineage({
      assets: await Promise.all(
        near.map(async neighbour => ({
          asset: neighbour,
          versions: await assets.listVersions(neighbour.id),
        })),
      ),
      runs: await runs.list(
        asset.kind === 'model'
          ? { modelAssetId: asset.id }
          : { datasetAssetId: asset.id },
      ),
    });
  }

  async #datasetsOf(model: Asset): Promise<Asset[]> {
    const links = datasetLinks(model.manifest as ModelManifest);
    const found = await Promise.all(
      links.map(({ dataset, repository }) =>
        this.rooms.assets.findDataset(dataset, repository),
      ),
    );
    return [
      ...new Map(
        found.flatMap(asset => (asset ? [[asset.id, asset] as const] : [])),
      ).values(),
    ];
  }
}
