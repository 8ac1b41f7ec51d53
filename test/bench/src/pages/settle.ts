import type { GreenroomApi } from '@greenroom/backstage-plugin-greenroom-common';
import { until } from '../PortalClient';

const ASSETS = 10_000;
/** A first sync, and the profiles of four versions of ten million rows. */
const AT_MOST_SECONDS = 3_600;

/** Waits until every manifest is read and no job is left. */
export async function settle(api: GreenroomApi): Promise<void> {
  await until(
    'a portal that has read everything',
    async () => {
      const { total } = await api.listAssets({ limit: 1 });
      const sources = await api.listSources();
      const jobs = await api.listJobs();
      return (
        total >= ASSETS &&
        sources.every(({ pending }) => pending === 0) &&
        jobs.every(({ state }) => state !== 'queued' && state !== 'running')
      );
    },
    { everyMillis: 2_000, atMostSeconds: AT_MOST_SECONDS },
  );
}
