import { useApi } from '@backstage/core-plugin-api';
import type { PortalAction } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { useAnswer } from './useAnswer';

/**
 * What the caller may do with the portal as a whole, so that pages offer no
 * more. Assets, reviews and plans of forks come with what the caller may do with
 * them: their `allowed`. Nothing until it is known.
 */
export function useAllowedActions(): readonly PortalAction[] {
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getPortalActions(), [api], {
    settled: true,
  });
  return answer.state === 'ready' ? answer.value.allowed : [];
}
