import {
  isFromFork,
  type PullRequest,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Permit } from './PermitStore';

/** What is to be done about a pull request, now that it was looked at. */
export type PlanStep =
  /** It was merged or closed: what is under way for it ends. */
  | { readonly type: 'ended' }
  /** Nothing of it is computed until somebody with write access lets this push. */
  | { readonly type: 'wait'; readonly head: string }
  | { readonly type: 'plan'; readonly head: string }
  /** There is nothing to plan: its branch is gone. */
  | { readonly type: 'none' };

/**
 * Decides by what the host says. A permit is for one push: after the next,
 * the fork's commits are other ones, and it takes another.
 */
export function planStep(
  repository: string,
  pull: PullRequest,
  permitOf: (head: string) => Permit | undefined,
): PlanStep {
  if (pull.state !== 'open') return { type: 'ended' };
  const head = pull.headCommit;
  if (head === undefined) return { type: 'none' };
  return isFromFork(repository, pull) && !permitOf(head)
    ? { type: 'wait', head }
    : { type: 'plan', head };
}
