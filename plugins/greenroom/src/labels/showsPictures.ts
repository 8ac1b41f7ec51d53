import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';

/** Whether rows of this asset have pictures that the caller may see. */
export function showsPictures(asset: AssetDetail): boolean {
  return (
    asset.allowed.includes('readRows') &&
    asset.columns?.some(({ role }) => role === 'image') === true
  );
}
