import { useCallback } from 'react';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { useAssetHref } from '../components/useAssetHref';

/** What of the Changes tab is open, as the address has it. */
export const EDIT_PARAM = 'edit';
export const EDIT_TEXTS = 'texts';

/** Where manifest and card of an asset are edited. */
export function useEditHref() {
  const href = useAssetHref();
  return useCallback(
    (asset: Pick<AssetDetail, 'entityRef'>): string =>
      `${href(asset.entityRef, 'changes')}?${EDIT_PARAM}=${EDIT_TEXTS}`,
    [href],
  );
}
