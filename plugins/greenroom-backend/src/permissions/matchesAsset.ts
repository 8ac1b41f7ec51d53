import type { AssetFilter, PermissionedAsset } from './assetResource';

/** The same word on a loaded asset as `whereAssets` on its row. */
export function matchesAsset(
  asset: PermissionedAsset,
  filter: AssetFilter,
): boolean {
  switch (filter.type) {
    case 'column':
      return filter.values.includes(asset[filter.column]);
    case 'trait':
      return filter.oneOf.some(trait => asset.traits.has(trait));
    default:
      throw new Error(`No filter ${JSON.stringify(filter satisfies never)}.`);
  }
}
