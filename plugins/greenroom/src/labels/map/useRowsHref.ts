import { useCallback } from 'react';
import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { useAssetHref } from '../../components/useAssetHref';

/** A link with more keys is longer than browsers and proxies like. */
const LINKED_KEYS = 100;

/** The address of some rows of a version, as a table or among the doubtful ones side by side; undefined where they are too many for an address. */
export function useRowsHref(
  asset: AssetDetail,
  version: Pick<AssetVersion, 'id'>,
) {
  const href = useAssetHref();
  return useCallback(
    (keys: readonly string[], view: 'rows' | 'grid') =>
      keys.length > LINKED_KEYS
        ? undefined
        : `${href(asset.entityRef, view === 'rows' ? 'data' : 'labels', {
            version: version.id,
            filter: { keys: [...keys] },
          })}&view=${view}`,
    [href, asset.entityRef, version.id],
  );
}
