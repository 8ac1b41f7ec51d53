import type {
  Proposal,
  ProposalProblem,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  PullRequest,
  SourceComparison,
} from '@greenroom/backstage-plugin-greenroom-node';

/** What became of a proposal on its host, and what its author can do about it. */
export type PullRequestJudgement = {
  readonly state: Extract<Proposal['state'], 'open' | 'merged' | 'closed'>;
  readonly problem?: ProposalProblem;
  readonly error?: string;
};

/**
 * Judges a pull request by what the host says of it now.
 *
 * @param moved - from where we left its branch to where it stands now; undefined
 * where that is not known
 */
export function judgePullRequest(
  pull: PullRequest,
  moved: SourceComparison['status'] | undefined,
): PullRequestJudgement {
  const { state, headBranch } = pull;
  if (state === 'merged') return { state };
  const isGone = pull.headCommit === undefined;
  if (state === 'closed' && isGone) {
    return {
      state,
      problem: 'branch-gone',
      error: `The branch '${headBranch}' was deleted before it was merged. Take the decisions back into your basket to propose them anew.`,
    };
  }
  if (state === 'closed') {
    return {
      state,
      problem: 'closed',
      error: `It was closed on the host without a merge. Open it again there, or take the decisions back into your basket to propose them anew.`,
    };
  }
  if (isGone) {
    return {
      state,
      problem: 'branch-gone',
      error: `The branch '${headBranch}' was deleted. Restore it on the host, or close the pull request there and take the decisions back into your basket.`,
    };
  }
  if (moved === 'diverged' || moved === 'behind') {
    return {
      state,
      problem: 'force-pushed',
      error: `Somebody force-pushed '${headBranch}', so what you proposed may no longer be in it. Update the pull request: what is missing is put on top.`,
    };
  }
  return { state };
}
