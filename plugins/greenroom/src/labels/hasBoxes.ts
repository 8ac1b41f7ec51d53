import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';

/** Whether the label of a row is all boxes of a picture, each with a class of its own. */
export function hasBoxes(asset: Pick<AssetDetail, 'task'>): boolean {
  return asset.task === 'object-detection';
}
