import type { ApiConnection } from '../ApiConnection';
import type { AssetQuery } from '../GreenroomApi';
import type { GreenroomApi } from '../GreenroomApi';
import type { AnswerOf } from './calls';

/** Assets, their versions and sources. */
export function assetsCalls(connection: ApiConnection) {
  return {
    listAssets(query: AssetQuery = {}) {
      return connection.get<AnswerOf<'listAssets'>>('/assets', query);
    },
    getAsset(assetId: string) {
      return connection.get<AnswerOf<'getAsset'>>(
        `/assets/${encodeURIComponent(assetId)}`,
      );
    },
    getAssetByEntity(entityRef: string) {
      return connection.get<AnswerOf<'getAssetByEntity'>>('/assets/by-entity', {
        entityRef,
      });
    },
    async listVersions(assetId: string) {
      const { items } = await connection.get<{
        items: AnswerOf<'listVersions'>;
      }>(`/assets/${encodeURIComponent(assetId)}/versions`);
      return items;
    },
    async listSources() {
      const { items } = await connection.get<{
        items: AnswerOf<'listSources'>;
      }>('/sources');
      return items;
    },
    async listSyncs(assetId: string) {
      const { items } = await connection.get<{
        items: AnswerOf<'listSyncs'>;
      }>(`/assets/${encodeURIComponent(assetId)}/syncs`);
      return items;
    },
    listEntities(query: {
      ids?: readonly string[];
      after?: string;
      limit?: number;
    }) {
      return connection.get<AnswerOf<'listEntities'>>('/entities', {
        ...query,
        ids: query.ids && JSON.stringify(query.ids),
      });
    },
    refresh(assetId: string) {
      return connection.send<AnswerOf<'refresh'>>(
        'POST',
        `/assets/${encodeURIComponent(assetId)}/refresh`,
      );
    },
  } satisfies Partial<GreenroomApi>;
}
