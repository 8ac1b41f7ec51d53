import type { ApiConnection } from '../ApiConnection';
import type { GreenroomApi } from '../GreenroomApi';
import type { AnswerOf, QueryOf } from './calls';

/** Where things come from, what came of them, and what they are bound by. */
export function lineageCalls(connection: ApiConnection) {
  return {
    getObligations({ assetId, ...query }: QueryOf<'getObligations'>) {
      return connection.get<AnswerOf<'getObligations'>>(
        `/assets/${encodeURIComponent(assetId)}/obligations`,
        query,
      );
    },
    getLineageAround(query: QueryOf<'getLineageAround'>) {
      return connection.get<AnswerOf<'getLineageAround'>>('/lineage', query);
    },
    getLineageImpact(query: QueryOf<'getLineageImpact'>) {
      return connection.get<AnswerOf<'getLineageImpact'>>(
        '/lineage/impact',
        query,
      );
    },
    getOrganisationLineage({
      open,
      ...query
    }: QueryOf<'getOrganisationLineage'>) {
      return connection.get<AnswerOf<'getOrganisationLineage'>>(
        '/lineage/organisation',
        { ...query, open: open && JSON.stringify(open) },
      );
    },
    getLineagePath(query: QueryOf<'getLineagePath'>) {
      return connection.get<AnswerOf<'getLineagePath'>>('/lineage/path', query);
    },
    compareLineages(query: QueryOf<'compareLineages'>) {
      return connection.get<AnswerOf<'compareLineages'>>(
        '/lineage/compare',
        query,
      );
    },
    listStale(query: QueryOf<'listStale'> = {}) {
      return connection.get<AnswerOf<'listStale'>>('/lineage/stale', query);
    },
    listLineageProblems(query: QueryOf<'listLineageProblems'> = {}) {
      return connection.get<AnswerOf<'listLineageProblems'>>(
        '/lineage/problems',
        query,
      );
    },
    getRowLineage(versionId: string, key: string) {
      return connection.send<AnswerOf<'getRowLineage'>>(
        'POST',
        `/versions/${encodeURIComponent(versionId)}/row-lineage`,
        { key },
      );
    },
    getColumnLineage(versionId: string) {
      return connection.get<AnswerOf<'getColumnLineage'>>(
        `/versions/${encodeURIComponent(versionId)}/column-lineage`,
      );
    },
  } satisfies Partial<GreenroomApi>;
}
