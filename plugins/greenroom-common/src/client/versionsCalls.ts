import type { ApiConnection } from '../ApiConnection';
import type { GreenroomApi } from '../GreenroomApi';
import type { DriftAgainst } from '../versions';
import type { AnswerOf, QueryOf } from './calls';

/** What a version of a data set is, and how it differs from others. */
export function versionsCalls(connection: ApiConnection) {
  return {
    getProfile(versionId: string) {
      return connection.get<AnswerOf<'getProfile'>>(
        `/versions/${encodeURIComponent(versionId)}/profile`,
      );
    },
    compareVersions(from: string, to: string) {
      return connection.send<AnswerOf<'compareVersions'>>(
        'POST',
        '/versions/compare',
        { from, to },
      );
    },
    getChangedRows(query: QueryOf<'getChangedRows'>) {
      return connection.send<AnswerOf<'getChangedRows'>>(
        'POST',
        '/versions/compare/rows',
        query,
      );
    },
    getDrift(versionId: string, against: DriftAgainst) {
      return connection.send<AnswerOf<'getDrift'>>(
        'POST',
        `/versions/${encodeURIComponent(versionId)}/drift`,
        { against },
      );
    },
    getLeakage(query: QueryOf<'getLeakage'>) {
      const { versionId, ...body } = query;
      return connection.send<AnswerOf<'getLeakage'>>(
        'POST',
        `/versions/${encodeURIComponent(versionId)}/leakage`,
        body,
      );
    },
    getCollect(versionId: string) {
      return connection.get<AnswerOf<'getCollect'>>(
        `/versions/${encodeURIComponent(versionId)}/collect`,
      );
    },
    getAugmentations(versionId: string) {
      return connection.get<AnswerOf<'getAugmentations'>>(
        `/versions/${encodeURIComponent(versionId)}/augmentations`,
      );
    },
    previewAugmentation(
      versionId: string,
      request: Parameters<GreenroomApi['previewAugmentation']>[1],
    ) {
      return connection.send<AnswerOf<'previewAugmentation'>>(
        'POST',
        `/versions/${encodeURIComponent(versionId)}/augmentations/preview`,
        request,
      );
    },
    getBlame(versionId: string, keys: string[]) {
      return connection.send<AnswerOf<'getBlame'>>(
        'POST',
        `/versions/${encodeURIComponent(versionId)}/blame`,
        { keys },
      );
    },
  } satisfies Partial<GreenroomApi>;
}
