import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { JobContext, JobKind } from '../../jobs/JobKind';
import { waitAgain } from '../../storage/tryAgain';
import { permitByLabel } from './permitByLabel';
import type { PermitStore } from './PermitStore';
import type { PullLooker } from './PullLooker';
import type { PullPlace, PullPlan } from './PullPlan';
import type { WaitStore } from './WaitStore';

export type PullRequestPayload = PullPlace & {
  /** Somebody set the label that lets this push of a fork be planned. */
  readonly labelled?: { readonly by: string; readonly headCommit: string };
};

/** Reads a pull request from its host, whatever was heard of it: what the host says now counts. */
export function pullRequestKind(rooms: {
  readonly sources: ReadonlyMap<string, Source>;
  readonly permits: PermitStore;
  readonly waits: WaitStore;
  readonly looker: PullLooker;
  /** Has the host told where these plans stand. */
  tell(plans: readonly PullPlan[]): Promise<void>;
}): JobKind<PullRequestPayload, { plans: number }> {
  return {
    kind: 'pull-request',
    lane: 'effect',
    async run({ payload }: JobContext<PullRequestPayload>) {
      const { labelled, ...place } = payload;
      const { sourceId, repository, number } = place;
      const source = rooms.sources.get(sourceId);
      const host = source?.changes;
      if (!source || !host) return { plans: 0 };
      // Whoever may label need not be one who may write.
      if (labelled && (await host.hasWriteAccess(repository, labelled.by)))
        await rooms.permits.give(place, labelled.headCommit, {
          by: labelled.by,
          way: 'label',
        });
      const pull = await permitByLabel(
        rooms,
        { place, host },
        await host.getPullRequest(repository, { number }),
      );
      const plans = await rooms.looker.look({ place, source, host, pull });
      await rooms.tell(plans);
      return { plans: plans.length };
    },
    again: (error, asked) =>
      error instanceof NotAllowedError || error instanceof NotFoundError
        ? undefined
        : waitAgain(asked),
  };
}
