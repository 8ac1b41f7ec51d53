import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import type { JobStore } from '../../jobs/JobStore';
import { aboutIn } from '../../permissions/assetsAbout';
import type { Act, Acts } from './Acts';

/** Jobs whose end changes what a portal says or what a host shows; others answer questions, and can be asked again. */
const ACT_OF_KIND: Readonly<Record<string, Act>> = {
  profile: 'version-read',
  inspect: 'version-read',
  evaluation: 'run-record',
  verdict: 'gate-post',
  'plan-check': 'plan-check-post',
  openlineage: 'openlineage-send',
  training: 'training-ask',
};

/** Tells the auditor what jobs changed. Who cancelled one is told by their request. */
export class JobActs {
  constructor(
    private readonly rooms: {
      jobs: Pick<JobStore, 'get'>;
      acts: Pick<Acts, 'note'>;
    },
  ) {}

  async heard({ id, kind, state, assetId, error }: JobStatus): Promise<void> {
    const act = Object.hasOwn(ACT_OF_KIND, kind)
      ? ACT_OF_KIND[kind]
      : undefined;
    if (!act || (state !== 'succeeded' && state !== 'failed')) return;
    const { jobs, acts } = this.rooms;
    const job = await jobs.get(id);
    const payload = job ? aboutIn(JSON.parse(job.payload)) : {};
    await acts.note(
      act,
      { ...payload, ...(assetId && { assetId }), jobId: id },
      state === 'failed' ? error ?? 'It failed.' : undefined,
    );
  }
}
