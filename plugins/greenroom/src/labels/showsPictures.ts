import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { hasBoxes } from './hasBoxes';

/** Whether rows of this asset have pictures that the caller may see. */
export function showsPictures(asset: AssetDetail): boolean {
  return (
    asset.allowed.includes('readRows') &&
    (hasBoxes(asset) ||
      asset.columns?.some(({ role }) => role === 'image') === true)
  );
}
