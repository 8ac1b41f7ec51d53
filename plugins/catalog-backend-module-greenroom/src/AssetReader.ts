import type {
  AssetSummary,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';

/** An asset and the entity references of the data sets it depends on. */
export type ReadAsset = {
  readonly asset: AssetSummary;
  readonly dependsOn: readonly string[];
};

const PAGE = 200;
/** Requests at a time: enough for speed, too few to be felt by people. */
const CONCURRENCY = 4;

/** Reads assets by the API of the Greenroom backend, each at most once. */
export class AssetReader {
  readonly #greenroom: Pick<GreenroomApi, 'listAssets' | 'getAsset'>;
  readonly #entityRefs = new Map<string, string>();

  constructor(greenroom: Pick<GreenroomApi, 'listAssets' | 'getAsset'>) {
    this.#greenroom = greenroom;
  }

  /** @throws whatever a request threw: a part is never taken for the whole */
  async readAll(): Promise<ReadAsset[]> {
    const assets: AssetSummary[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#greenroom.listAssets({ limit: PAGE, cursor });
      assets.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    for (const asset of assets) this.#entityRefs.set(asset.id, asset.entityRef);

    return mapSome(assets, async asset =>
      asset.kind === 'model' && !asset.adopted
        ? { asset, dependsOn: await this.#dependsOn(asset.id) }
        : { asset, dependsOn: [] },
    );
  }

  /** Assets that are gone meanwhile are left out. */
  async readSome(assetIds: readonly string[]): Promise<ReadAsset[]> {
    const read = await mapSome([...new Set(assetIds)], async assetId => {
      try {
        const asset = await this.#greenroom.getAsset(assetId);
        const dependsOn = await this.#toEntityRefs(asset.dependsOn);
        return [{ asset, dependsOn }];
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode === 404) return [];
        throw error;
      }
    });
    return read.flat();
  }

  async #dependsOn(assetId: string): Promise<string[]> {
    const { dependsOn } = await this.#greenroom.getAsset(assetId);
    return this.#toEntityRefs(dependsOn);
  }

  async #toEntityRefs(
    dependsOn: readonly { assetId: string }[],
  ): Promise<string[]> {
    const refs = await mapSome(dependsOn, async ({ assetId }) => {
      const known = this.#entityRefs.get(assetId);
      if (known) return known;
      const { entityRef } = await this.#greenroom.getAsset(assetId);
      this.#entityRefs.set(assetId, entityRef);
      return entityRef;
    });
    return [...new Set(refs)];
  }
}

async function mapSome<T, R>(
  items: readonly T[],
  each: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await each(items[index]);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  return results;
}
