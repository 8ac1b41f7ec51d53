import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetVersion,
  RowPage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { type Answer, useAnswer } from '../../components/useAnswer';

/** Rows whose content is fetched together. */
const CONTENT_ROWS = 50;

/** The content of a row and of those that are likely looked at next. */
export function useNearRows(
  version: AssetVersion,
  rowKey: string,
  near: readonly string[],
): Answer<RowPage> {
  const api = useApi(greenroomApiRef);
  const first =
    Math.floor(Math.max(0, near.indexOf(rowKey)) / CONTENT_ROWS) * CONTENT_ROWS;
  const keys = near.slice(first, first + CONTENT_ROWS);
  return useAnswer(
    () =>
      api.getRows({
        versionId: version.id,
        filter: { keys },
        limit: CONTENT_ROWS,
      }),
    [api, version.id, keys.join('\n')],
    { keep: true },
  );
}
