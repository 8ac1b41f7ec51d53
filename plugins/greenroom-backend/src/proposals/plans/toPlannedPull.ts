import type { PlannedPull } from '@greenroom/backstage-plugin-greenroom-common';
import {
  isFromFork,
  type PullRequest,
} from '@greenroom/backstage-plugin-greenroom-node';

/** What a page shows of a pull request. */
export function toPlannedPull(
  repository: string,
  number: number,
  pull: PullRequest,
): PlannedPull {
  const { url, title, author, state, headBranch, baseBranch } = pull;
  return {
    number,
    url,
    title,
    author,
    state,
    headBranch,
    baseBranch,
    fork: isFromFork(repository, pull),
  };
}
