import type {
  Source,
  SourceCommit,
} from '@greenroom/backstage-plugin-greenroom-node';

/** So many commits of history are read when a repository is seen for the first time. */
export const HISTORY_COMMITS = 50;

/** How a branch moved since it was last read. */
export type MovedBranch = {
  /** Commits to read, oldest first; the last is the head. */
  readonly fresh: readonly SourceCommit[];
  /** Commits that a force-push took off the branch. */
  readonly dropped: readonly string[];
};

/** The commits between what was read last and the head. */
export async function movedBranch(
  source: Source,
  repository: string,
  last: string | undefined,
  head: SourceCommit,
): Promise<MovedBranch> {
  if (last === head.sha) return { fresh: [], dropped: [] };
  const moved = last && (await compared(source, repository, last, head.sha));
  if (moved) {
    const fresh = moved.fresh.slice(-HISTORY_COMMITS);
    return { ...moved, fresh: fresh.length > 0 ? fresh : [head] };
  }
  // The first commit of all has no history to ask for.
  if (head.parents.length === 0) return { fresh: [head], dropped: [] };
  const commits = await source.listCommits(repository, {
    ref: head.sha,
    limit: HISTORY_COMMITS,
  });
  return { fresh: [...commits].reverse(), dropped: [] };
}

async function compared(
  source: Source,
  repository: string,
  last: string,
  head: string,
): Promise<MovedBranch | undefined> {
  try {
    const forward = await source.compare(repository, last, head);
    const isForced =
      forward.status === 'diverged' || forward.status === 'behind';
    const backward = isForced
      ? await source.compare(repository, head, last)
      : undefined;
    return {
      fresh: forward.commits,
      dropped: (backward?.commits ?? []).map(({ sha }) => sha),
    };
  } catch {
    // The host has forgotten the commit: history is read as if for the first time.
    return undefined;
  }
}
