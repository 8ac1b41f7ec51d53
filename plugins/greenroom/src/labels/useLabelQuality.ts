import { useApi } from '@backstage/core-plugin-api';
import type {
  LabelIssueFilter,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { isRunning } from '../components/JobProgress';
import { type Answer, useAnswer } from '../components/useAnswer';

/** The doubtful rows of a version that pass a filter, a page of them, and what they add up to. */
export function useLabelQuality(
  query: LabelIssueFilter & {
    versionId: string;
    key?: string | string[];
    offset?: number;
    limit: number;
    facets?: 'counted';
  },
): Answer<LabelQuality> {
  const api = useApi(greenroomApiRef);
  return useAnswer(
    () => api.getLabelQuality(query),
    [api, JSON.stringify(query)],
    { keep: true, busy: quality => isRunning(quality.job) },
  );
}
