import { readCommits, COMMIT_FORMAT, readPaths } from './gitFormats';
import type { Mirror } from './Mirror';

/** Commits of the default branch among which a squashed change is looked for by its content. */
const COMMITS_LOOKED_AT = 200;

/**
 * The commit by which a change came into a branch, however it was merged: its
 * commits are in it; or one that has its marker as a trailer, as squashing and
 * picking keep it; or one after which all files it changes are as it left them.
 */
export async function findMerge(
  mirror: Mirror,
  change: string,
  into: string,
): Promise<string | undefined> {
  return (
    (await byAncestry(mirror, change, into)) ??
    (await byTrailer(mirror, change, into)) ??
    (await byContent(mirror, change, into))
  );
}

/** The marker in the message of a commit of ours. */
export function markerOf(message: string): string | undefined {
  return /^Greenroom-Change: (\S+)$/m.exec(message)?.[1];
}

async function byAncestry(mirror: Mirror, change: string, into: string) {
  const base = await mergeBase(mirror, change, into);
  if (base !== change) return undefined;
  const since = await mirror.write([
    'rev-list',
    '--first-parent',
    '--ancestry-path',
    `${change}..${into}`,
  ]);
  const [first] = since.split('\n').reverse();
  if (!first) return change;
  // What merged it has it as another parent; after a fast-forward it is itself on the way.
  const parents = await mirror.write(['rev-list', '--parents', '-1', first]);
  return parents.split(' ')[1] === change ? change : first;
}

async function byTrailer(mirror: Mirror, change: string, into: string) {
  const [commit] = readCommits(
    await mirror.read(['log', '-z', '-1', COMMIT_FORMAT, change]),
  );
  const marker = markerOf(commit.message);
  if (marker === undefined) return undefined;
  const found = await mirror.write([
    'log',
    '-1',
    '--format=%H',
    '--fixed-strings',
    `--grep=Greenroom-Change: ${marker}`,
    into,
    '--',
  ]);
  return found || undefined;
}

async function byContent(mirror: Mirror, change: string, into: string) {
  const base = await mergeBase(mirror, change, into);
  if (base === undefined) return undefined;
  const paths = await changedPaths(mirror, base, change);
  if (paths.length === 0) return undefined;
  const candidates = await mirror.write([
    'rev-list',
    '--reverse',
    `--max-count=${COMMITS_LOOKED_AT}`,
    `${base}..${into}`,
    '--',
    ...paths.map(each => `:(literal)${each}`),
  ]);
  const wanted = await contentsOf(mirror, change, paths);
  for (const commit of candidates.split('\n').filter(Boolean)) {
    if ((await contentsOf(mirror, commit, paths)) === wanted) return commit;
  }
  return undefined;
}

/** Undefined where they have no commit in common. */
export async function mergeBase(
  mirror: Mirror,
  one: string,
  other: string,
): Promise<string | undefined> {
  return mirror
    .write([
      'merge-base',
      mirror.assertObjectId(one),
      mirror.assertObjectId(other),
    ])
    .catch(() => undefined);
}

export async function changedPaths(
  mirror: Mirror,
  base: string,
  head: string,
): Promise<readonly string[]> {
  return readPaths(
    await mirror.read([
      'diff-tree',
      '-r',
      '-z',
      '--name-only',
      '--no-renames',
      base,
      head,
      '--',
    ]),
  );
}

/** Object ids of files, as git prints them: no blob is fetched for it. */
async function contentsOf(
  mirror: Mirror,
  commit: string,
  paths: readonly string[],
): Promise<string> {
  return mirror.write(['ls-tree', '-r', '--full-tree', commit, '--', ...paths]);
}
