import type { PullRequest } from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import { type PullAnswer, toPullRequest } from './pullAnswer';
import { splitRepository } from './splitRepository';

const PAGE = 100;
/** How far back a marker is looked for: the newest 1,000 pull requests. */
const MARKER_PAGES = 10;

/** By its marker, among the newest; whatever its state. */
export async function findByMarker(
  octokit: Octokit,
  repository: string,
  marker: string,
): Promise<PullRequest | undefined> {
  const pages = octokit.paginate.iterator(octokit.pulls.list, {
    ...splitRepository(repository),
    state: 'all',
    sort: 'created',
    direction: 'desc',
    per_page: PAGE,
  });
  let page = 0;
  for await (const { data } of pages) {
    const found = oldestWithMarker(data, marker);
    page += 1;
    if (found || page === MARKER_PAGES) return found;
  }
  return undefined;
}

/** By the branch `owner:branch` it comes from and its marker. */
export async function findByBranch(
  octokit: Octokit,
  repository: string,
  head: { readonly owner: string; readonly branch: string },
  marker: string,
): Promise<PullRequest | undefined> {
  const { data } = await octokit.pulls.list({
    ...splitRepository(repository),
    head: `${head.owner}:${head.branch}`,
    state: 'all',
    per_page: PAGE,
  });
  return oldestWithMarker(data, marker);
}

/** Should a race ever have made two, everybody agrees on the first. */
function oldestWithMarker(
  pulls: readonly PullAnswer[],
  marker: string,
): PullRequest | undefined {
  const [first] = pulls
    .filter(pull => pull.body?.includes(marker))
    .sort((a, b) => a.number - b.number);
  return first && toPullRequest(first);
}
