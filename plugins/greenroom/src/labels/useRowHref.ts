import { useCallback } from 'react';
import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { writeAddress } from '../components/useAddress';
import { useAssetHref } from '../components/useAssetHref';

/** The address of one row of a version: its picture, every cell, and who set each. */
export function useRowHref(
  asset: AssetDetail,
  version: Pick<AssetVersion, 'id'>,
) {
  const href = useAssetHref();
  return useCallback(
    (key: string) => {
      const params = writeAddress(new URLSearchParams(), {
        selection: { version: version.id },
        params: { view: 'rows', row: key },
      });
      return `${href(asset.entityRef, 'data')}?${params}`;
    },
    [href, asset.entityRef, version.id],
  );
}
