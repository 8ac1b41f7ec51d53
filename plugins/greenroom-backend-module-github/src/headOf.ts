import type { Octokit } from '@octokit/rest';
import type { Clock } from './Clock';
import {
  archived,
  type AskedAs,
  noPermission,
  repositoryGone,
} from './refusedChange';
import { splitRepository } from './splitRepository';

/** Where the branch of a change goes. */
export type Head = {
  /** The repository by its name of now; the one asked for may be an older. */
  readonly repository: string;
  readonly headRepository: string;
};

/** GitHub fills a fork in the background, "up to 5 minutes" for a large one; a person waits this long. */
const FORK_WAITS_SECONDS = [0, 1, 2, 4, 8, 15];

/**
 * The repository itself where whoever asks may write to it, else their fork,
 * which is made where there is none. An integration has no forks: it tries.
 *
 * @throws ChangeRefusedError `archived`, `repository-gone`, `no-permission`
 */
export async function headOf(
  octokit: Octokit,
  repository: string,
  how: {
    readonly as: AskedAs;
    /** The commit and the branch it is the newest of, which a fork has to have. */
    readonly baseCommit: string;
    readonly baseBranch: string;
    readonly clock: Clock;
  },
): Promise<Head> {
  const found = await askFor(octokit, repository);
  if (found.archived) throw archived(found.full_name);
  const own = { repository: found.full_name, headRepository: found.full_name };
  if (how.as === 'integration' || found.permissions?.push) return own;
  if (found.allow_forking === false) {
    throw noPermission(found.full_name, how.as);
  }
  const fork = await forkOf(octokit, found.full_name);
  await waitForCommit(octokit, fork, how);
  return { repository: found.full_name, headRepository: fork };
}

async function askFor(octokit: Octokit, repository: string) {
  try {
    const { data } = await octokit.repos.get(splitRepository(repository));
    return data;
  } catch (error) {
    const { status } = error as { status?: number };
    if (status === 404 || status === 410) throw repositoryGone(repository);
    throw error;
  }
}

/** GitHub gives the fork that a person has already; other hosts say that it exists. */
async function forkOf(octokit: Octokit, repository: string): Promise<string> {
  const name = splitRepository(repository);
  try {
    const { data } = await octokit.repos.createFork(name);
    return data.full_name;
  } catch (error) {
    const { status } = error as { status?: number };
    if (status !== 422) {
      if (status === 403 || status === 404)
        throw noPermission(repository, 'person');
      throw error;
    }
    const { data: me } = await octokit.users.getAuthenticated();
    const fork = { owner: me.login, repo: name.repo };
    const { data: found } = await octokit.repos.get(fork);
    // A repository of the same name that is something else is no place for it.
    const isFork = found.parent?.full_name === repository;
    if (!isFork) throw noPermission(repository, 'person');
    return found.full_name;
  }
}

/** A fork shares the objects of its origin; one that does not yet gets its branch renewed. */
async function waitForCommit(
  octokit: Octokit,
  fork: string,
  how: { baseCommit: string; baseBranch: string; clock: Clock },
): Promise<void> {
  const name = splitRepository(fork);
  for (const [i, seconds] of FORK_WAITS_SECONDS.entries()) {
    if (seconds > 0) await how.clock.sleep(seconds);
    try {
      await octokit.git.getCommit({ ...name, commit_sha: how.baseCommit });
      return;
    } catch (error) {
      const { status } = error as { status?: number };
      // 409: GitHub's "Git Repository is empty", while the fork is being filled.
      if (status !== 404 && status !== 409 && status !== 422) throw error;
      if (i > 0)
        await octokit.repos
          .mergeUpstream({ ...name, branch: how.baseBranch })
          .catch(() => undefined);
    }
  }
  throw new Error(
    `The host is still filling your fork ${fork}. Publish again in a minute; nothing is doubled.`,
  );
}
