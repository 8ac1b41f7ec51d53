import type { PullRequest } from '@greenroom/backstage-plugin-greenroom-node';

/** What is read of a pull request in the host's answers. */
export type PullAnswer = {
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly state: string;
  readonly draft?: boolean;
  readonly merged_at: string | null;
  readonly merge_commit_sha: string | null;
  readonly body: string | null;
  readonly user: { readonly login: string } | null;
  readonly labels: readonly { readonly name?: string }[];
  readonly requested_reviewers?: readonly { readonly login: string }[] | null;
  readonly requested_teams?: readonly { readonly slug: string }[] | null;
  readonly head: BranchAnswer;
  readonly base: BranchAnswer;
};
type BranchAnswer = {
  readonly ref: string;
  readonly sha: string;
  readonly repo: { readonly full_name: string } | null;
};

export function toPullRequest(pull: PullAnswer): PullRequest {
  const owner = pull.base.repo?.full_name.split('/')[0] ?? '';
  const common = {
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    draft: pull.draft ?? false,
    author: pull.user?.login ?? 'ghost',
    headBranch: pull.head.ref,
    headRepository: pull.head.repo?.full_name,
    headCommit: pull.head.sha,
    baseBranch: pull.base.ref,
    baseCommit: pull.base.sha,
    labels: pull.labels.flatMap(({ name }) => name ?? []),
    requestedReviewers: [
      ...(pull.requested_reviewers ?? []).map(({ login }) => login),
      ...(pull.requested_teams ?? []).map(({ slug }) => `${owner}/${slug}`),
    ],
  };
  if (pull.merged_at) {
    return {
      ...common,
      state: 'merged',
      mergeCommit: pull.merge_commit_sha ?? undefined,
      mergedAt: pull.merged_at,
    };
  }
  return { ...common, state: pull.state === 'closed' ? 'closed' : 'open' };
}
