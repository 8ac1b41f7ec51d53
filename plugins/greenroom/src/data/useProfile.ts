import { useApi } from '@backstage/core-plugin-api';
import type { VersionProfile } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { isRunning } from '../components/JobProgress';
import { type Answer, useAnswer } from '../components/useAnswer';

/** What the table of a version is, column by column. */
export function useProfile(versionId: string): Answer<VersionProfile> {
  const api = useApi(greenroomApiRef);
  return useAnswer(() => api.getProfile(versionId), [api, versionId], {
    busy: ({ job }) => job !== undefined && isRunning(job),
  });
}
