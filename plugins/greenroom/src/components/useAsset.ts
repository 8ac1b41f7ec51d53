import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { type Answer, useAnswer } from './useAnswer';

/** The asset behind the entity whose page this is. */
export function useAsset(): Answer<AssetDetail> {
  const { entity } = useEntity();
  const api = useApi(greenroomApiRef);
  const entityRef = stringifyEntityRef(entity);
  return useAnswer(() => api.getAssetByEntity(entityRef), [api, entityRef], {
    busy: asset => asset.health.status === 'Progressing',
  });
}
