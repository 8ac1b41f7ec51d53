import type { Git } from '../git/Git';
import { UsageError } from '../UsageError';

/** Two sides of a change in git, and the files that differ between them. */
export type Change = {
  /** A commit. */
  readonly base: string;
  /** A commit; absent where it is the working tree. */
  readonly head?: string;
  readonly paths: ReadonlySet<string>;
};

/** Where a clone does not say which branch is the default one. */
const DEFAULT_BRANCHES = ['origin/main', 'origin/master', 'main', 'master'];

/**
 * What a working tree, or a revision, changes: against the commit that it left
 * the base at, so that what was merged since is not undone in the plan.
 *
 * @param base - a revision; default: the default branch
 * @param head - a revision; default: the working tree, committed or not
 * @throws UsageError where a revision is not known
 */
export async function changeOf(
  git: Git,
  base: string | undefined,
  head: string | undefined,
): Promise<Change> {
  const to = await commitOf(git, head ?? 'HEAD');
  const from = await commitOf(git, base ?? (await defaultBranch(git)));
  const left = await mergeBase(git, from, to);
  const ends = head === undefined ? [left] : [left, to];
  const changed = await names(git, [
    'diff',
    '--name-only',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    ...ends,
    '--',
  ]);
  const fresh =
    head === undefined
      ? await names(git, ['ls-files', '-z', '--others', '--exclude-standard'])
      : [];
  return {
    base: left,
    ...(head === undefined ? {} : { head: to }),
    paths: new Set([...changed, ...fresh]),
  };
}

/** What DVC tracks changes where its pin does. */
export function isChanged(
  name: string,
  { paths }: Pick<Change, 'paths'>,
): boolean {
  return paths.has(name) || paths.has(`${name}.dvc`);
}

async function commitOf(git: Git, revision: string): Promise<string> {
  try {
    const [commit] = await lines(git, [
      'rev-parse',
      '--verify',
      '--end-of-options',
      `${revision}^{commit}`,
    ]);
    return commit;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      `git knows no ${revision} here. Name a branch or a commit, and fetch it first: in CI check out with fetch-depth: 0.`,
    );
  }
}

async function defaultBranch(git: Git): Promise<string> {
  const [told] = await lines(git, [
    'symbolic-ref',
    '--quiet',
    '--short',
    'refs/remotes/origin/HEAD',
  ]).catch(() => []);
  if (told) return told;
  for (const name of DEFAULT_BRANCHES) {
    const found = await commitOf(git, name).catch(() => undefined);
    if (found !== undefined) return name;
  }
  throw new UsageError(
    'This repository has no branch main or master, and its remote does not say which is the default. Name the base: greenroom plan BASE.',
  );
}

async function mergeBase(git: Git, from: string, to: string): Promise<string> {
  const [common] = await lines(git, ['merge-base', from, to]).catch(() => []);
  if (common) return common;
  throw new UsageError(
    `${from.slice(0, 12)} and ${to.slice(
      0,
      12,
    )} have no commit in common. Fetch the whole history (git fetch --unshallow, in CI fetch-depth: 0), or name another base.`,
  );
}

async function names(git: Git, args: readonly string[]): Promise<string[]> {
  const out = await git.read(args);
  return out
    .toString('utf8')
    .split('\0')
    .filter(name => name !== '');
}

async function lines(git: Git, args: readonly string[]): Promise<string[]> {
  return (await git.read(args)).toString('utf8').trim().split('\n');
}
