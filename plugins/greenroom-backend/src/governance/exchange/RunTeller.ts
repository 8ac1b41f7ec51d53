import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import type { JobBroker } from '../../jobs/JobBroker';
import type { JobStore } from '../../jobs/JobStore';
import type { OpenLineageTarget } from './ExchangeConfig';

/** Has each run that ends well told to others, where an address is configured. */
export class RunTeller {
  constructor(
    private readonly rooms: {
      jobs: Pick<JobStore, 'get'>;
      broker: JobBroker;
      target: OpenLineageTarget;
    },
  ) {}

  async heard({
    id,
    kind,
    state,
    assetId,
    finishedAt,
  }: JobStatus): Promise<void> {
    const { jobs, broker, target } = this.rooms;
    if (target.to === 'nowhere' || kind !== 'evaluation') return;
    if (state !== 'succeeded' || !assetId) return;
    const job = await jobs.get(id);
    if (!job) return;
    const { runId } = JSON.parse(job.payload) as { runId: string };
    const at = finishedAt ?? new Date().toISOString();
    await broker.ask({
      kind: 'openlineage',
      key: `openlineage:${id}`,
      assetId,
      payload: { runId, assetId, at },
    });
  }
}
