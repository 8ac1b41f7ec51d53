import {
  type ChangedFile,
  type ChangeHost,
  ChangeRefusedError,
  commitMessage,
  type OpenPullRequest,
  type PullRequest,
  type PullRequestComment,
  type PullRequestRef,
  type UpdatePullRequest,
} from '@greenroom/backstage-plugin-greenroom-node';
import { findMerge, markerOf, mergeBase } from './findMerge';
import { COMMIT_FORMAT, type GitCommit, readCommits } from './gitFormats';
import type { Mirror } from './Mirror';
import { refusedPush } from './refusedPush';
import { type WrittenCommit, writeCommits } from './writeCommits';

/** All branches that Greenroom makes. */
const BRANCHES = 'greenroom/*';
const STATUSES: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  D: 'removed',
};

/** One remote, and how people reach its branches. */
export type ChangePlace = {
  readonly mirror: Mirror;
  /** Where people make a pull request of a branch, where there is such a page. */
  compareLink(base: string, branch: string): string | undefined;
  /** Of the remote, for a command and for what stands instead of a page. */
  readonly url: string;
};

/**
 * A plain git remote as a place for changes: a branch is pushed, and people
 * merge it as they do. The remote knows no pull requests, comments or checks;
 * that a branch was merged is seen in the default branch. Commits have the
 * person as their author; what is pushed is pushed with the portal's credentials.
 */
export class GitChangeHost implements ChangeHost {
  readonly makes = 'branch';

  constructor(private readonly placeOf: (repository: string) => ChangePlace) {}

  async findPullRequest(
    repository: string,
    marker: string,
  ): Promise<PullRequest | undefined> {
    const { mirror } = this.placeOf(repository);
    const { head } = await mirror.update();
    for (const [branch, tip] of await mirror.fetchBranches(BRANCHES)) {
      const commits = await since(mirror, head, tip);
      const last = await commitAt(mirror, tip);
      if (
        [last, ...commits].some(({ message }) => markerOf(message) === marker)
      )
        return this.getPullRequest(repository, { branch });
    }
    return undefined;
  }

  async openPullRequest(request: OpenPullRequest): Promise<PullRequest> {
    const { repository, branch, baseCommit, marker, coAuthor } = request;
    const { mirror } = this.placeOf(repository);
    await mirror.update();
    const written = await this.#write(request, baseCommit, coAuthor);
    const existing = await branchAt(mirror, branch);
    if (existing && !(await isMade(mirror, existing, baseCommit, written))) {
      const { message } = await commitAt(mirror, existing);
      if (markerOf(message) !== marker)
        throw new ChangeRefusedError(
          'branch-taken',
          `The branch '${branch}' of ${repository} exists and holds other work. Delete it, then publish again.`,
        );
      await this.#push(request, branch, existing, written.at(-1)!.sha);
    }
    if (!existing) {
      try {
        await this.#push(request, branch, undefined, written.at(-1)!.sha);
      } catch (error) {
        // Another replica was faster, or the answer was lost.
        const raced = await branchAt(mirror, branch);
        if (!raced || !(await isMade(mirror, raced, baseCommit, written)))
          throw error;
      }
    }
    return this.getPullRequest(repository, { branch });
  }

  async updatePullRequest(request: UpdatePullRequest): Promise<PullRequest> {
    const { repository, onto, coAuthor, commits } = request;
    const { mirror } = this.placeOf(repository);
    const { branch } = branchOf(request.pull);
    const tip = await branchAt(mirror, branch);
    if (!tip)
      throw new ChangeRefusedError(
        'branch-gone',
        `The branch '${branch}' of ${repository} was deleted. Push it again and update, or take the decisions into a new basket.`,
      );
    if (commits.length > 0) {
      const written = await this.#write(request, onto, coAuthor);
      if (!(await isMade(mirror, tip, onto, written))) {
        if (tip !== onto)
          throw new ChangeRefusedError(
            'branch-moved',
            `Somebody pushed to the branch '${branch}' of ${repository} meanwhile. Update again: the changes are then made on top of theirs.`,
          );
        await this.#push(request, branch, tip, written.at(-1)!.sha);
      }
    }
    return this.getPullRequest(repository, { branch });
  }

  async getPullRequest(
    repository: string,
    pull: PullRequestRef,
  ): Promise<PullRequest> {
    const { mirror, url, compareLink } = this.placeOf(repository);
    const { branch, headCommit: seen } = branchOf(pull);
    const { head, branch: baseBranch } = await mirror.update();
    const tip = await branchAt(mirror, branch);
    const known = tip ?? seen;
    // What was dropped before this mirror saw it, nobody can tell of.
    const change = known
      ? await commitAt(mirror, known).catch(() => undefined)
      : undefined;
    const mergeCommit = change && (await findMerge(mirror, change.sha, head));
    const link = compareLink(baseBranch, branch);
    const common = {
      url: link ?? `${url}#${branch}`,
      title: change?.message.split('\n')[0] ?? branch,
      draft: false,
      author: change?.author ?? '',
      headBranch: branch,
      headRepository: repository,
      headCommit: tip,
      baseBranch,
      baseCommit: head,
      labels: [],
      requestedReviewers: [],
      command: link
        ? undefined
        : `git fetch ${url} ${branch} && git merge FETCH_HEAD`,
    };
    if (mergeCommit === undefined)
      return { ...common, state: tip ? 'open' : 'closed' };
    const { date } = await commitAt(mirror, mergeCommit);
    return { ...common, state: 'merged', mergeCommit, mergedAt: date };
  }

  /** The remote knows none: those of ours are found by their branch. */
  async listOpenPullRequests(): Promise<PullRequest[]> {
    return [];
  }

  async pullRequestOfCommit(): Promise<undefined> {
    return undefined;
  }

  async listChangedFiles(
    repository: string,
    pull: PullRequestRef,
  ): Promise<ChangedFile[]> {
    const { mirror } = this.placeOf(repository);
    const { head } = await mirror.update();
    const { branch, headCommit } = branchOf(pull);
    const tip = (await branchAt(mirror, branch)) ?? headCommit;
    const base = tip && (await mergeBase(mirror, head, tip));
    if (!base) return [];
    const fields = (
      await mirror.read([
        'diff-tree',
        '-r',
        '-z',
        '--name-status',
        '--no-renames',
        base,
        tip,
        '--',
      ])
    )
      .toString('utf8')
      .split('\0');
    return fields.flatMap((path, i) =>
      i % 2 === 1
        ? [{ path, status: STATUSES[fields[i - 1]] ?? 'modified' }]
        : [],
    );
  }

  async mergeBase(
    repository: string,
    one: string,
    other: string,
  ): Promise<string | undefined> {
    return mergeBase(this.placeOf(repository).mirror, one, other);
  }

  async listComments(): Promise<PullRequestComment[]> {
    return [];
  }

  /** There is no place for one. */
  async comment(): Promise<never> {
    throw new ChangeRefusedError(
      'no-permission',
      'A plain git remote has branches and no talk about them. Write to whoever merges it.',
    );
  }

  /** Branches have no labels. */
  async findLabelling(): Promise<undefined> {
    return undefined;
  }

  /** The remote knows no people. */
  async hasWriteAccess(): Promise<boolean> {
    return false;
  }

  /** There is no place for one. */
  async postCheck(): Promise<void> {}

  async #write(
    request: OpenPullRequest | UpdatePullRequest,
    onto: string,
    author: OpenPullRequest['coAuthor'],
  ): Promise<readonly WrittenCommit[]> {
    const { mirror } = this.placeOf(request.repository);
    const commits = request.commits.map(({ message, edits }) => ({
      message: commitMessage(message, { marker: request.marker }),
      edits,
    }));
    return writeCommits(mirror, onto, commits, author);
  }

  async #push(
    { repository }: { repository: string },
    branch: string,
    from: string | undefined,
    to: string,
  ): Promise<void> {
    try {
      await this.placeOf(repository).mirror.push(branch, from, to);
    } catch (error) {
      throw refusedPush(error, { repository, branch }) ?? error;
    }
  }
}

function branchOf(pull: PullRequestRef) {
  if ('branch' in pull) return pull;
  throw new Error(
    `A plain git remote has no pull request #${pull.number}; it has branches.`,
  );
}

async function branchAt(
  mirror: Mirror,
  branch: string,
): Promise<string | undefined> {
  return (await mirror.fetchBranches(branch)).get(branch);
}

/** Does the branch have commits of these contents on top of `onto`, and nothing since? */
async function isMade(
  mirror: Mirror,
  tip: string,
  onto: string,
  written: readonly WrittenCommit[],
): Promise<boolean> {
  const there = await mirror
    .write(['log', '--reverse', '--format=%T', `${onto}..${tip}`, '--'])
    .catch(() => '');
  return there === written.map(({ tree }) => tree).join('\n');
}

async function commitAt(mirror: Mirror, sha: string): Promise<GitCommit> {
  const [commit] = readCommits(
    await mirror.read([
      'log',
      '-z',
      '-1',
      COMMIT_FORMAT,
      mirror.assertObjectId(sha),
    ]),
  );
  return commit;
}

async function since(
  mirror: Mirror,
  base: string,
  tip: string,
): Promise<GitCommit[]> {
  return readCommits(
    await mirror.read(['log', '-z', COMMIT_FORMAT, `${base}..${tip}`, '--']),
  );
}
