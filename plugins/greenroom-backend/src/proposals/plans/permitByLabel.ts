import { PLAN_LABEL } from '@greenroom/backstage-plugin-greenroom-common';
import type {
  ChangeHost,
  PullRequest,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { PermitStore } from './PermitStore';
import { planStep } from './planStep';
import type { PullPlace } from './PullPlan';
import type { WaitStore } from './WaitStore';

/**
 * Lets a push of a fork be planned that somebody with write access labelled,
 * where no event told of it. A label says nothing of the commit that it was
 * set on, so it counts only where it was set after this push was first seen:
 * one that was there already was set on commits before. No clock is asked, as
 * a stranger writes the times of their commits.
 *
 * @returns the pull request as the host has it now
 */
export async function permitByLabel(
  rooms: { readonly permits: PermitStore; readonly waits: WaitStore },
  { place, host }: { readonly place: PullPlace; readonly host: ChangeHost },
  pull: PullRequest,
): Promise<PullRequest> {
  const { permits, waits } = rooms;
  const { repository, number } = place;
  const step = planStep(repository, pull, () => undefined);
  if (step.type !== 'wait' || (await permits.find(place, step.head)))
    return pull;
  const labelling = pull.labels.includes(PLAN_LABEL)
    ? await host.findLabelling(repository, { number }, PLAN_LABEL)
    : undefined;
  const seen = await waits.firstSeen(place, step.head, labelling?.id);
  if (!labelling || seen.labelling === labelling.id) return pull;
  if (!(await host.hasWriteAccess(repository, labelling.by))) return pull;
  // Somebody may have pushed between the two answers.
  const now = await host.getPullRequest(repository, { number });
  if (now.headCommit === step.head)
    await permits.give(place, step.head, { by: labelling.by, way: 'label' });
  return now;
}
