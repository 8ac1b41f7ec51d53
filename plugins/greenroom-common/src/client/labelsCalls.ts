import type { ApiConnection } from '../ApiConnection';
import type { GreenroomApi } from '../GreenroomApi';
import type { DecideRequest, DrawAuditRequest } from '../decisions';
import type { AnswerOf, QueryOf } from './calls';

/** Labels, decisions about them, audits and kept filters. */
export function labelsCalls(connection: ApiConnection) {
  return {
    getLabelQuality({ versionId, ...query }: QueryOf<'getLabelQuality'>) {
      return connection.get<AnswerOf<'getLabelQuality'>>(
        `/versions/${encodeURIComponent(versionId)}/labels`,
        query,
      );
    },
    getLabelGroups({ versionId, ...query }: QueryOf<'getLabelGroups'>) {
      return connection.get<AnswerOf<'getLabelGroups'>>(
        `/versions/${encodeURIComponent(versionId)}/labels/groups`,
        query,
      );
    },
    getLabelMap({ versionId, ...query }: QueryOf<'getLabelMap'>) {
      return connection.get<AnswerOf<'getLabelMap'>>(
        `/versions/${encodeURIComponent(versionId)}/labels/map`,
        query,
      );
    },
    getAnnotators(versionId: string) {
      return connection.get<AnswerOf<'getAnnotators'>>(
        `/versions/${encodeURIComponent(versionId)}/labels/annotators`,
      );
    },
    getLabelHistory(assetId: string) {
      return connection.get<AnswerOf<'getLabelHistory'>>(
        `/assets/${encodeURIComponent(assetId)}/labels/history`,
      );
    },
    decide(assetId: string, request: DecideRequest) {
      return connection.send<AnswerOf<'decide'>>(
        'PUT',
        `/assets/${encodeURIComponent(assetId)}/decisions`,
        request,
      );
    },
    undoDecisions(
      assetId: string,
      request: Parameters<GreenroomApi['undoDecisions']>[1],
    ) {
      return connection.send<AnswerOf<'undoDecisions'>>(
        'DELETE',
        `/assets/${encodeURIComponent(assetId)}/decisions`,
        request,
      );
    },
    decideAll(
      assetId: string,
      request: Parameters<GreenroomApi['decideAll']>[1],
    ) {
      return connection.send<AnswerOf<'decideAll'>>(
        'POST',
        `/assets/${encodeURIComponent(assetId)}/decisions/all`,
        request,
      );
    },
    async listDecisions(versionId: string, keys: string[]) {
      const { items } = await connection.send<{
        items: AnswerOf<'listDecisions'>;
      }>('POST', `/versions/${encodeURIComponent(versionId)}/decisions`, {
        keys,
      });
      return items;
    },
    drawAudit(versionId: string, request: DrawAuditRequest) {
      return connection.send<AnswerOf<'drawAudit'>>(
        'POST',
        `/versions/${encodeURIComponent(versionId)}/audits`,
        request,
      );
    },
    async listAudits(versionId: string) {
      const { items } = await connection.get<{ items: AnswerOf<'listAudits'> }>(
        `/versions/${encodeURIComponent(versionId)}/audits`,
      );
      return items;
    },
    getAudit(auditId: string) {
      return connection.get<AnswerOf<'getAudit'>>(
        `/audits/${encodeURIComponent(auditId)}`,
      );
    },
    async listFilters(assetId: string) {
      const { items } = await connection.get<{
        items: AnswerOf<'listFilters'>;
      }>(`/assets/${encodeURIComponent(assetId)}/filters`);
      return items;
    },
    async saveFilter(assetId: string, filter: { name: string; query: string }) {
      const { items } = await connection.send<{
        items: AnswerOf<'saveFilter'>;
      }>('PUT', `/assets/${encodeURIComponent(assetId)}/filters`, filter);
      return items;
    },
    async removeFilter(assetId: string, name: string) {
      const { items } = await connection.send<{
        items: AnswerOf<'removeFilter'>;
      }>('DELETE', `/assets/${encodeURIComponent(assetId)}/filters`, { name });
      return items;
    },
  } satisfies Partial<GreenroomApi>;
}
