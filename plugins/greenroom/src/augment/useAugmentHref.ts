import { useCallback } from 'react';
import type {
  AssetDetail,
  Cohort,
} from '@greenroom/backstage-plugin-greenroom-common';
import { useAssetHref } from '../components/useAssetHref';
import { writeCohort } from '../errors/cohortText';

/** Where rows are made of those of a data set that meet some conditions. */
export function useAugmentHref() {
  const href = useAssetHref();
  return useCallback(
    (dataset: Pick<AssetDetail, 'entityRef'>, where: Cohort): string => {
      const params = new URLSearchParams({ view: 'augment' });
      if (where.length > 0) params.set('where', writeCohort(where));
      return `${href(dataset.entityRef, 'data')}?${params}`;
    },
    [href],
  );
}
