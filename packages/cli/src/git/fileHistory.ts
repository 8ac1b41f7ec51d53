import { UsageError } from '../UsageError';
import type { Git } from './Git';

/** A commit that touched a file, and what the file was then. */
export type FileRevision = {
  readonly sha: string;
  readonly author: string;
  /** ISO 8601, when it was written. */
  readonly date: string;
  /** First line of the message. */
  readonly subject: string;
  readonly path: string;
  /** Undefined where the commit removed the file. */
  readonly blob?: { readonly oid: string; readonly sizeBytes: number };
};

/** A path from the root of the repository, at a commit. */
type Place = { readonly path: string; readonly rev: string };

type Commit = Pick<FileRevision, 'sha' | 'author' | 'date' | 'subject'> & {
  readonly parents: readonly string[];
};

/** A file that moved more often is followed no further. */
const RENAMES = 50;
const FIELDS = '--format=%H%x00%P%x00%aI%x00%an%x00%s';
const BLOB = /^([0-9a-f]{40,64}) blob (\d+)$/;

/**
 * The history of a file, oldest first, through renames. Where a merge took the
 * file from one side, that side is followed; where it joined changes of both
 * sides, its first parent is, and the merge stands for the other.
 *
 * @param limit - so many of the newest are given, and one more where there are more
 * @throws UsageError where the file has no history
 */
export async function fileHistory(
  git: Git,
  file: Place,
  limit: number,
): Promise<FileRevision[]> {
  const newestFirst: FileRevision[] = [];
  let place: Place | undefined = file;
  for (let i = 0; place && i < RENAMES && newestFirst.length <= limit; i++) {
    const found = await revisionsAt(git, place);
    const added = found.findIndex((_, at) => isAddition(found, at));
    const renamed: Place | undefined =
      added < 0 ? undefined : await renameAt(git, found[added], place.path);
    newestFirst.push(...(renamed ? found.slice(0, added + 1) : found));
    place = renamed;
  }
  if (newestFirst.length === 0) {
    throw new UsageError(
      `git knows no ${file.path} at ${file.rev}. Name a path from the root of the repository.`,
    );
  }
  return newestFirst.slice(0, limit + 1).reverse();
}

/** Newest first, under one path. */
async function revisionsAt(
  git: Git,
  { path, rev }: Place,
): Promise<FileRevision[]> {
  const log = await git.read([
    'log',
    '-z',
    '--parents',
    '--topo-order',
    FIELDS,
    rev,
    '--',
    `:(top,literal)${path}`,
  ]);
  const chain = firstParents(readCommits(log));
  const checked = await git.read(
    ['cat-file', '--batch-check'],
    chain.map(({ sha }) => `${sha}:${path}\n`).join(''),
  );
  const lines = checked.toString('utf8').split('\n');
  return chain.map(({ sha, author, date, subject }, i) => {
    const [, oid, size] = BLOB.exec(lines[i]) ?? [];
    const blob = oid ? { oid, sizeBytes: Number(size) } : undefined;
    return { sha, author, date, subject, path, blob };
  });
}

function readCommits(output: Buffer): Commit[] {
  const fields = output.toString('utf8').split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + 5 <= fields.length; at += 5) {
    const [sha, parents, date, author, subject] = fields.slice(at, at + 5);
    commits.push({
      sha,
      author,
      date,
      subject,
      parents: parents === '' ? [] : parents.split(' '),
    });
  }
  return commits;
}

/** From the newest back by first parents, among commits whose parents git simplified. */
function firstParents(commits: readonly Commit[]): Commit[] {
  const bySha = new Map(commits.map(commit => [commit.sha, commit]));
  const chain: Commit[] = [];
  let at: Commit | undefined = commits[0];
  while (at) {
    chain.push(at);
    at = bySha.get(at.parents[0]);
  }
  return chain;
}

/** Whether the file is there, and was not before. */
function isAddition(found: readonly FileRevision[], at: number): boolean {
  return found[at].blob !== undefined && found[at + 1]?.blob === undefined;
}

/** The place that the file came from in the commit that brought it here. */
async function renameAt(
  git: Git,
  { sha }: FileRevision,
  path: string,
): Promise<Place | undefined> {
  const output = await git.read([
    'log',
    '-z',
    '-1',
    '--follow',
    '--raw',
    '--format=',
    sha,
    '--',
    `:(top,literal)${path}`,
  ]);
  const [raw, from] = output.toString('utf8').replace(/^\0+/, '').split('\0');
  // The batch protocol of git has a path on a line.
  const isRename = / R\d+$/.test(raw ?? '') && from && !from.includes('\n');
  return isRename ? { path: from, rev: `${sha}^` } : undefined;
}
