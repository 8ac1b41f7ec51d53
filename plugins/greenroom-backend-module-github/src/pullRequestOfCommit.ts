import type { PullRequest } from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import { type PullAnswer, toPullRequest } from './pullAnswer';
import { splitRepository } from './splitRepository';

const PAGE = 100;

/** The merged pull request a commit came in by; the one it is the merge of, before all. */
export async function pullRequestOfCommit(
  octokit: Octokit,
  repository: string,
  commit: string,
): Promise<PullRequest | undefined> {
  const isMerge = (pull: PullAnswer) =>
    pull.merged_at !== null && pull.merge_commit_sha === commit;
  const pulls = await associated(octokit, repository, commit);
  const pull =
    pulls.of === 'commit'
      ? pulls.list.find(isMerge) ??
        pulls.list.find(({ merged_at: at }) => at !== null)
      : pulls.list.find(isMerge);
  return pull && toPullRequest(pull);
}

async function associated(
  octokit: Octokit,
  repository: string,
  commit: string,
): Promise<{ of: 'commit' | 'repository'; list: readonly PullAnswer[] }> {
  const name = splitRepository(repository);
  try {
    const { data } = await octokit.repos.listPullRequestsAssociatedWithCommit({
      ...name,
      commit_sha: commit,
    });
    return { of: 'commit', list: data };
  } catch (error) {
    if ((error as { status?: number }).status !== 404) throw error;
    // Older hosts have no such path; a merge commit is in the listing of pull requests.
    const { data } = await octokit.pulls.list({
      ...name,
      state: 'closed',
      sort: 'updated',
      direction: 'desc',
      per_page: PAGE,
    });
    return { of: 'repository', list: data };
  }
}
