import type {
  AssetEntity,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';

const PAGE = 500;
/** So many ids go into one address. */
const IDS = 50;

/** Reads what entities are made of by the API of the Greenroom backend. */
export class AssetReader {
  constructor(private readonly greenroom: Pick<GreenroomApi, 'listEntities'>) {}

  /** @throws whatever a request threw: a part is never taken for the whole */
  async readAll(): Promise<AssetEntity[]> {
    const assets: AssetEntity[] = [];
    let after: string | undefined;
    do {
      const page = await this.greenroom.listEntities({ limit: PAGE, after });
      assets.push(...page.items);
      after = page.nextAfter;
    } while (after);
    return assets;
  }

  /** Assets that are gone meanwhile are left out. */
  async readSome(assetIds: readonly string[]): Promise<AssetEntity[]> {
    const distinct = [...new Set(assetIds)];
    const assets: AssetEntity[] = [];
    for (let i = 0; i < distinct.length; i += IDS) {
      const ids = distinct.slice(i, i + IDS);
      assets.push(...(await this.greenroom.listEntities({ ids })).items);
    }
    return assets;
  }
}
