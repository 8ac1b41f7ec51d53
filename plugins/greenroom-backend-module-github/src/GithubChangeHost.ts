import {
  type ChangedFile,
  type ChangeHost,
  type CommitCheck,
  type Labelling,
  type NewComment,
  type OpenPullRequest,
  type PullRequest,
  type PullRequestComment,
  type PullRequestRef,
  type PullRequestText,
  type UpdatePullRequest,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import { askReviewers } from './askReviewers';
import { type Clock, systemClock } from './Clock';
import { findLabelling } from './findLabelling';
import { findByMarker } from './findPullRequest';
import type { GithubHttp } from './GithubHttp';
import { listChangedFiles } from './listChangedFiles';
import { openPullRequest } from './openPullRequest';
import { postCheck } from './postCheck';
import { postComment } from './postComment';
import { toPullRequest } from './pullAnswer';
import { pullRequestOfCommit } from './pullRequestOfCommit';
import { readComments } from './readComments';
import { refusedChange } from './refusedChange';
import { splitRepository } from './splitRepository';
import { updatePullRequest } from './updatePullRequest';

const PAGE = 100;
/** Roles that may push to a repository, as the host names them. */
const WRITERS: readonly string[] = ['admin', 'maintain', 'push', 'write'];

type Numbered = PullRequest & { readonly number: number };

/** Branches, commits and pull requests on a GitHub host. */
export class GithubChangeHost implements ChangeHost {
  readonly makes = 'pull-request';
  readonly #http: GithubHttp;
  readonly #clock: Clock;

  constructor(http: GithubHttp, clock: Clock = systemClock) {
    this.#http = http;
    this.#clock = clock;
  }

  async findPullRequest(
    repository: string,
    marker: string,
  ): Promise<PullRequest | undefined> {
    return findByMarker(await this.#http.integration(), repository, marker);
  }

  async openPullRequest(request: OpenPullRequest): Promise<PullRequest> {
    return this.#change(request, request.branch, async octokit => {
      const made = await openPullRequest(octokit, request, this.#clock);
      return this.#ask(octokit, request, made);
    });
  }

  async updatePullRequest(request: UpdatePullRequest): Promise<PullRequest> {
    const pull = await this.getPullRequest(request.repository, request.pull);
    return this.#change(request, pull.headBranch, async octokit => {
      const updated = await updatePullRequest(octokit, request, numbered(pull));
      return this.#ask(octokit, request, updated);
    });
  }

  async getPullRequest(
    repository: string,
    pull: PullRequestRef,
  ): Promise<PullRequest> {
    const octokit = await this.#http.integration();
    const { data } = await octokit.pulls.get({
      ...splitRepository(repository),
      pull_number: numberOf(pull),
    });
    const found = toPullRequest(data);
    if (found.state !== 'closed' || (await hasBranch(octokit, found)))
      return found;
    // The host closes what has no branch any more, and still names its commit.
    return { ...found, headCommit: undefined };
  }

  async listOpenPullRequests(repository: string): Promise<PullRequest[]> {
    const octokit = await this.#http.integration();
    const pulls = await octokit.paginate(octokit.pulls.list, {
      ...splitRepository(repository),
      state: 'open',
      sort: 'created',
      direction: 'desc',
      per_page: PAGE,
    });
    return pulls.map(toPullRequest);
  }

  async pullRequestOfCommit(
    repository: string,
    commit: string,
  ): Promise<PullRequest | undefined> {
    return pullRequestOfCommit(
      await this.#http.integration(),
      repository,
      commit,
    );
  }

  async listChangedFiles(
    repository: string,
    pull: PullRequestRef,
  ): Promise<ChangedFile[] | undefined> {
    const octokit = await this.#http.integration();
    const name = splitRepository(repository);
    return listChangedFiles(octokit, name, numberOf(pull));
  }

  async mergeBase(
    repository: string,
    one: string,
    other: string,
  ): Promise<string | undefined> {
    const octokit = await this.#http.integration();
    try {
      const { data } = await octokit.repos.compareCommitsWithBasehead({
        ...splitRepository(repository),
        basehead: `${one}...${other}`,
        per_page: 1,
      });
      return data.merge_base_commit.sha;
    } catch (error) {
      // "No common ancestor".
      if ((error as { status?: number }).status === 404) return undefined;
      throw error;
    }
  }

  async listComments(
    repository: string,
    pull: PullRequestRef,
  ): Promise<PullRequestComment[]> {
    const octokit = await this.#http.integration();
    return readComments(octokit, splitRepository(repository), numberOf(pull));
  }

  async comment(
    repository: string,
    pull: PullRequestRef,
    comment: NewComment,
  ): Promise<{ readonly url: string }> {
    const { headBranch } = await this.getPullRequest(repository, pull);
    return this.#change(
      { repository, token: comment.token },
      headBranch,
      octokit =>
        postComment(
          octokit,
          splitRepository(repository),
          numberOf(pull),
          comment,
        ),
    );
  }

  async findLabelling(
    repository: string,
    pull: PullRequestRef,
    label: string,
  ): Promise<Labelling | undefined> {
    const octokit = await this.#http.integration();
    const name = splitRepository(repository);
    return findLabelling(octokit, name, numberOf(pull), label);
  }

  async hasWriteAccess(repository: string, login: string): Promise<boolean> {
    const octokit = await this.#http.integration();
    try {
      const { data } = await octokit.repos.getCollaboratorPermissionLevel({
        ...splitRepository(repository),
        username: login,
      });
      return WRITERS.includes(data.permission);
    } catch (error) {
      // Nobody of that name, or nobody of that repository.
      if ((error as { status?: number }).status === 404) return false;
      throw error;
    }
  }

  async postCheck(check: CommitCheck): Promise<void> {
    await postCheck(await this.#http.integration(), check);
  }

  /** As the person, else as the integration; a refusal of the host in words that help. */
  async #change<T>(
    { repository, token }: { repository: string; token?: string },
    branch: string,
    work: (octokit: Octokit) => Promise<T>,
  ): Promise<T> {
    const as = token ? 'person' : 'integration';
    try {
      return await work(
        token ? this.#http.person(token) : await this.#http.integration(),
      );
    } catch (error) {
      throw refusedChange(error, { repository, branch, as }) ?? error;
    }
  }

  /** From a fork, only the integration may set labels. */
  async #ask(
    octokit: Octokit,
    request: PullRequestText & { readonly repository: string },
    pull: PullRequest,
  ): Promise<PullRequest> {
    if (pull.state !== 'open') return pull;
    const integration = await this.#http.integration();
    await askReviewers(
      octokit === integration ? [octokit] : [octokit, integration],
      splitRepository(request.repository),
      numbered(pull),
      request,
    );
    return this.getPullRequest(request.repository, numbered(pull));
  }
}

async function hasBranch(
  octokit: Octokit,
  { headRepository, headBranch }: PullRequest,
): Promise<boolean> {
  if (headRepository === undefined) return false;
  try {
    await octokit.git.getRef({
      ...splitRepository(headRepository),
      ref: `heads/${headBranch}`,
    });
    return true;
  } catch (error) {
    if ((error as { status?: number }).status !== 404) throw error;
    return false;
  }
}

function numberOf(pull: PullRequestRef): number {
  if ('number' in pull) return pull.number;
  throw new Error(
    `The host finds a pull request by its number, not by the branch '${pull.branch}'.`,
  );
}

function numbered(pull: PullRequest): Numbered {
  if (pull.number !== undefined) return { ...pull, number: pull.number };
  throw new Error(
    `The host gave a pull request without a number: ${pull.url}.`,
  );
}
