import type { ApiConnection } from '../ApiConnection';
import type { RowFilter, RowSort } from '../rows';
import type { GreenroomApi } from '../GreenroomApi';
import type { AnswerOf } from './calls';

/** Rows, and pictures of them. */
export function rowsCalls(connection: ApiConnection) {
  return {
    getRows(query: {
      versionId: string;
      runId?: string;
      filter?: RowFilter;
      sort?: RowSort;
      offset?: number;
      limit?: number;
    }) {
      const { versionId, ...body } = query;
      return connection.send<AnswerOf<'getRows'>>(
        'POST',
        `/versions/${encodeURIComponent(versionId)}/rows`,
        body,
      );
    },
    async exportRows(query: { versionId: string; filter?: RowFilter }) {
      const { versionId, ...body } = query;
      const response = await connection.ask(
        `/versions/${encodeURIComponent(versionId)}/export`,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        },
      );
      return response.blob();
    },
    getThumbnails(versionId: string, keys: string[], sizePixels?: number) {
      return connection.send<AnswerOf<'getThumbnails'>>(
        'POST',
        `/versions/${encodeURIComponent(versionId)}/thumbnails`,
        { keys, sizePixels },
      );
    },
  } satisfies Partial<GreenroomApi>;
}
