import {
  ChangeRefusedError,
  commitMessage,
  type PullRequest,
  type UpdatePullRequest,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import { commitToOpenBranch } from './commitToBranch';
import { toPullRequest } from './pullAnswer';
import { splitRepository } from './splitRepository';

/** Further commits on its branch, then its text; either of them twice does nothing. */
export async function updatePullRequest(
  octokit: Octokit,
  request: UpdatePullRequest,
  pull: PullRequest & { readonly number: number },
): Promise<PullRequest> {
  const { title, body, marker, onto, commits } = request;
  if (pull.state !== 'open') {
    throw new ChangeRefusedError(
      'branch-gone',
      `Pull request #${pull.number} is ${pull.state}. Take the decisions into a new basket, then publish that.`,
    );
  }
  if (!pull.headRepository) {
    throw new ChangeRefusedError(
      'branch-gone',
      `The fork with the branch '${pull.headBranch}' was deleted. Take the decisions into a new basket, then publish that.`,
    );
  }
  await commitToOpenBranch(octokit, {
    ...splitRepository(pull.headRepository),
    branch: pull.headBranch,
    onto,
    marker,
    commits: commits.map(({ message, edits }) => ({
      message: commitMessage(message, request),
      edits,
    })),
  });
  const { data } = await octokit.pulls.update({
    ...splitRepository(request.repository),
    pull_number: pull.number,
    title,
    body,
  });
  return toPullRequest(data);
}
