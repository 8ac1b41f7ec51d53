import type { ApiConnection } from '../ApiConnection';
import type { ExportFormat } from '../card';
import type { GreenroomApi } from '../GreenroomApi';
import type { AnswerOf, QueryOf } from './calls';

/** Cards, policies, formats of others, and what people did. */
export function governanceCalls(connection: ApiConnection) {
  return {
    getChecks(versionId: string) {
      return connection.get<AnswerOf<'getChecks'>>(
        `/versions/${encodeURIComponent(versionId)}/checks`,
      );
    },
    getCard(assetId: string, query: { templates?: string[] } = {}) {
      return connection.get<AnswerOf<'getCard'>>(
        `/assets/${encodeURIComponent(assetId)}/card`,
        { templates: query.templates?.join(',') },
      );
    },
    exportAsset(assetId: string, format: ExportFormat) {
      return connection.getFile(
        `/assets/${encodeURIComponent(assetId)}/export/${format}`,
      );
    },
    listAuditEvents(query: QueryOf<'listAuditEvents'> = {}) {
      return connection.get<AnswerOf<'listAuditEvents'>>(
        '/audit/events',
        query,
      );
    },
    exportAuditEvents(query: QueryOf<'exportAuditEvents'>) {
      return connection.getFile('/audit/export', query);
    },
    getPortalActions() {
      return connection.get<AnswerOf<'getPortalActions'>>('/allowed');
    },
  } satisfies Partial<GreenroomApi>;
}
