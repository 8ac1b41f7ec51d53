import type {
  AssetVersion,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';

/** An asset of the large demo, and its versions, newest first. */
export type LargeAsset = {
  readonly id: string;
  readonly versions: readonly AssetVersion[];
};

export type LargeAssets = Record<
  'readings' | 'pictures' | 'tickets' | 'gauges' | 'digits',
  LargeAsset
>;

async function find(api: GreenroomApi, name: string): Promise<LargeAsset> {
  const { id } = await api.getAssetByEntity(`resource:default/${name}`);
  return { id, versions: await api.listVersions(id) };
}

export async function findLargeAssets(api: GreenroomApi): Promise<LargeAssets> {
  return {
    readings: await find(api, 'meter-readings'),
    pictures: await find(api, 'postcode-digits'),
    tickets: await find(api, 'support-tickets'),
    gauges: await find(api, 'river-gauges'),
    digits: await find(api, 'digits'),
  };
}
