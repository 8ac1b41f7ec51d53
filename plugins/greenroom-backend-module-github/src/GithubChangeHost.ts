import type {
  ChangeHost,
  CommitCheck,
  PullRequest,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import { commitToBranch } from './commitToBranch';
import type { GithubHttp } from './GithubHttp';
import { postCheck } from './postCheck';
import { splitRepository } from './splitRepository';

const PAGE = 100;
/** How far back a marker is looked for: the newest 1,000 pull requests. */
const MARKER_PAGES = 10;

type PullAnswer = {
  number: number;
  html_url: string;
  state: string;
  merged_at: string | null;
  merge_commit_sha: string | null;
  body: string | null;
  head: { ref: string; sha: string };
};

/** Branches, commits and pull requests on a GitHub host. */
export class GithubChangeHost implements ChangeHost {
  readonly #http: GithubHttp;

  constructor(http: GithubHttp) {
    this.#http = http;
  }

  async findPullRequest(
    repository: string,
    marker: string,
  ): Promise<PullRequest | undefined> {
    return findByMarker(await this.#http.integration(), repository, marker);
  }

  /**
   * Safe to repeat after a lost answer: the pull request is looked for by its
   * branch and its marker before it is made, and the branch is taken up.
   *
   * @throws ConflictError when the branch holds somebody else's work
   */
  async openPullRequest(
    request: Parameters<ChangeHost['openPullRequest']>[0],
  ): Promise<PullRequest> {
    const { token, coAuthor } = request;
    const octokit = token
      ? this.#http.person(token)
      : await this.#http.integration();
    const name = splitRepository(request.repository);

    const already =
      (await findByBranch(
        octokit,
        request.repository,
        request.branch,
        request.marker,
      )) ?? (await findByMarker(octokit, request.repository, request.marker));
    if (already) return already;

    const trailer =
      coAuthor && !token
        ? `\n\nCo-authored-by: ${trailerText(coAuthor.name)} <${trailerText(
            coAuthor.email,
          )}>`
        : '';
    await commitToBranch(octokit, {
      ...name,
      branch: request.branch,
      baseCommit: request.baseCommit,
      message: `${request.commitMessage}${trailer}`,
      edits: request.edits,
    });

    try {
      const { data } = await octokit.pulls.create({
        ...name,
        title: request.title,
        body: request.body,
        head: request.branch,
        base: request.baseBranch,
      });
      return toPullRequest(data);
    } catch (error) {
      // Somebody with the same proposal was faster, or the answer was lost.
      const made = await findByBranch(
        octokit,
        request.repository,
        request.branch,
        request.marker,
      );
      if (made) return made;
      throw error;
    }
  }

  async getPullRequest(
    repository: string,
    number: number,
  ): Promise<PullRequest> {
    const octokit = await this.#http.integration();
    const { data } = await octokit.pulls.get({
      ...splitRepository(repository),
      pull_number: number,
    });
    return toPullRequest(data);
  }

  async pullRequestOfCommit(
    repository: string,
    commit: string,
  ): Promise<PullRequest | undefined> {
    const octokit = await this.#http.integration();
    const name = splitRepository(repository);
    try {
      const { data } = await octokit.repos.listPullRequestsAssociatedWithCommit(
        {
          ...name,
          commit_sha: commit,
        },
      );
      const merged = data.find(pull => pull.merge_commit_sha === commit);
      const pull = merged ?? data.find(candidate => candidate.merged_at);
      return pull && toPullRequest(pull);
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
      const pull = data.find(
        candidate =>
          candidate.merged_at && candidate.merge_commit_sha === commit,
      );
      return pull && toPullRequest(pull);
    }
  }

  async postCheck(check: CommitCheck): Promise<void> {
    await postCheck(await this.#http.integration(), check);
  }
}

async function findByBranch(
  octokit: Octokit,
  repository: string,
  branch: string,
  marker: string,
): Promise<PullRequest | undefined> {
  const name = splitRepository(repository);
  const { data } = await octokit.pulls.list({
    ...name,
    head: `${name.owner}:${branch}`,
    state: 'all',
    per_page: PAGE,
  });
  return oldestWithMarker(data, marker);
}

async function findByMarker(
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

function toPullRequest(
  pull: PullAnswer | Omit<PullAnswer, 'body'>,
): PullRequest {
  const common = {
    number: pull.number,
    url: pull.html_url,
    headBranch: pull.head.ref,
    headCommit: pull.head.sha,
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

/** A name cannot begin a trailer or an address of its own. */
function trailerText(text: string): string {
  return text.replace(/[\s<>]+/g, ' ').trim();
}
