import {
  commitMessage,
  type OpenPullRequest,
  type PullRequest,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import type { Clock } from './Clock';
import { commitToNewBranch } from './commitToBranch';
import { findByBranch, findByMarker } from './findPullRequest';
import { headOf } from './headOf';
import { toPullRequest } from './pullAnswer';
import { splitRepository } from './splitRepository';

/**
 * Makes the branch, its commits and the pull request. Safe to repeat after a lost answer: the pull request is looked for by its
 * branch and its marker before it is made, and the branch is taken up.
 */
export async function openPullRequest(
  octokit: Octokit,
  request: OpenPullRequest,
  clock: Clock,
): Promise<PullRequest> {
  const { baseBranch, baseCommit, branch, marker, title, body } = request;
  const { repository, headRepository } = await headOf(
    octokit,
    request.repository,
    {
      as: request.token ? 'person' : 'integration',
      baseCommit,
      baseBranch,
      clock,
    },
  );
  const name = splitRepository(repository);
  const head = splitRepository(headRepository);
  const find = () =>
    findByBranch(octokit, repository, { ...head, branch }, marker);

  const already =
    (await find()) ?? (await findByMarker(octokit, repository, marker));
  if (already) return already;

  await commitToNewBranch(octokit, {
    ...head,
    branch,
    onto: baseCommit,
    marker,
    commits: request.commits.map(({ message, edits }) => ({
      message: commitMessage(message, request),
      edits,
    })),
  });
  try {
    const { data } = await octokit.pulls.create({
      ...name,
      title,
      body,
      head: headRepository === repository ? branch : `${head.owner}:${branch}`,
      base: baseBranch,
      draft: request.state === 'draft',
    });
    return toPullRequest(data);
  } catch (error) {
    // Somebody with the same proposal was faster, or the answer was lost.
    const made = await find();
    if (made) return made;
    throw error;
  }
}
