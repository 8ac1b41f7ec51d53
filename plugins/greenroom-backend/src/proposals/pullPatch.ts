import type {
  PullRequest,
  PullRequestComment,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { PullRequestJudgement } from './judgePullRequest';
import type { ProposalPatch } from './ProposalRow';

/** What a proposal is after its host was asked, or did what was asked. */
export function pullPatch(
  repository: string,
  pull: PullRequest,
  judged: PullRequestJudgement,
  kept: {
    /** Where we left its branch. */
    readonly headCommit?: string;
    /** Keys of the entries that are on its branch. */
    readonly published: readonly string[];
    readonly comments: readonly PullRequestComment[];
    /** Of its author, for reviewers. */
    readonly description?: string;
  },
): ProposalPatch {
  const isFork =
    pull.headRepository !== undefined && pull.headRepository !== repository;
  return {
    state: judged.state,
    pull: {
      number: pull.number,
      url: pull.url,
      details: {
        branch: pull.headBranch,
        fork: isFork ? pull.headRepository : undefined,
        draft: pull.draft,
        labels: [...pull.labels],
        reviewers: [...pull.requestedReviewers],
        command: pull.command,
        comments: kept.comments.map(({ place, ...comment }) => ({
          ...comment,
          place: place && { ...place },
        })),
        headCommit: kept.headCommit,
        published: kept.published,
        description: kept.description,
      },
    },
    mergeCommit: pull.mergeCommit ?? null,
    problem: judged.problem ?? null,
    error: judged.error ?? null,
  };
}
