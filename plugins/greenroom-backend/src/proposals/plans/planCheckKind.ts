import { createHash } from 'node:crypto';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { PlanResult } from '../../analysis/plan/PlanResult';
import type { JobContext, JobKind } from '../../jobs/JobKind';
import type { JobStore } from '../../jobs/JobStore';
import type { AssetStore } from '../../registry/AssetStore';
import { waitAgain } from '../../storage/tryAgain';
import { checkOf, type SaidCheck } from './checkOf';
import { planPath } from './planPath';
import type { PlanStore } from './PlanStore';

/** Puts on the commit where its plan stands. What is true when it runs is told, so a late one tells nothing old. */
export function planCheckKind(rooms: {
  readonly store: PlanStore;
  readonly assets: AssetStore;
  readonly jobs: Pick<JobStore, 'get'>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly portalUrl: string;
}): JobKind<{ readonly planId: string }, { told: boolean }> {
  return {
    kind: 'plan-check',
    lane: 'effect',
    async run({ payload }: JobContext<{ readonly planId: string }>) {
      const { store, assets, jobs, sources, portalUrl } = rooms;
      const plan = await store.get(payload.planId);
      const asset = plan && (await assets.get(plan.assetId));
      const host = plan && sources.get(plan.sourceId)?.changes;
      if (!plan || !asset || !host) return { told: false };
      // Of what was never told there is nothing to take back.
      if (plan.state === 'same' && plan.told === undefined)
        return { told: false };
      const job =
        plan.jobId === undefined ? undefined : await jobs.get(plan.jobId);
      const result =
        job?.state === 'succeeded' && job.result
          ? (JSON.parse(job.result) as PlanResult)
          : undefined;
      const detailsUrl = `${portalUrl}${planPath(asset.entityRef, plan)}`;
      const said = checkOf(
        plan,
        asset.name,
        detailsUrl,
        job && {
          state: job.state,
          plan: result && {
            ...result.plan,
            base: plan.baseCommit ?? result.plan.base,
            head: plan.headCommit,
          },
        },
      );
      const print = printOf(said);
      if (!said || plan.told === print) return { told: false };
      await host.postCheck({
        repository: plan.repository,
        commit: plan.headCommit,
        name: `greenroom/plan: ${asset.name}`,
        detailsUrl,
        ...said,
      });
      await store.told(plan.id, print);
      return { told: true };
    },
    again: (error, asked) =>
      error instanceof NotAllowedError || error instanceof NotFoundError
        ? undefined
        : waitAgain(asked),
  };
}

function printOf(said: SaidCheck | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify(said ?? null))
    .digest('hex');
}
