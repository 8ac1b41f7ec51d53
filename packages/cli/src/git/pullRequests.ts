import type { Git } from './Git';

/** In a larger history merges are not looked for. */
const COMMITS = 200_000;
/** As GitHub writes them when it squashes, and when it merges. */
const SQUASHED = /\(#(\d{1,9})\)$/;
const MERGED = /^Merge pull request #(\d{1,9})\b/;

/**
 * Numbers of pull requests by commit: from the commit's own subject, else from
 * that of the merge that brought the commit to the line of first parents.
 *
 * @param oldest - commits that it had before are not looked at
 */
export async function pullRequests(
  git: Git,
  range: { readonly rev: string; readonly oldest: string },
): Promise<ReadonlyMap<string, number>> {
  const output = await git.read([
    'log',
    '-z',
    '--topo-order',
    `-${COMMITS}`,
    '--format=%H%x00%P%x00%s',
    range.rev,
    '--not',
    `${range.oldest}^@`,
  ]);
  const fields = output.toString('utf8').split('\0');
  const commits = new Map<string, { parents: string[]; subject: string }>();
  for (let at = 0; at + 3 <= fields.length; at += 3) {
    const [sha, parents, subject] = fields.slice(at, at + 3);
    commits.set(sha, { parents: parents.split(' '), subject });
  }
  const numbers = new Map<string, number>();
  const seen = new Set<string>();
  for (const sha of mainLine(commits, fields[0]).reverse()) {
    const { parents, subject } = commits.get(sha)!;
    const number = numberOf(subject);
    for (const each of broughtBy(commits, seen, [sha, ...parents.slice(1)])) {
      const own = numberOf(commits.get(each)!.subject) ?? number;
      if (own !== undefined) numbers.set(each, own);
    }
  }
  return numbers;
}

type Commits = ReadonlyMap<
  string,
  { readonly parents: readonly string[]; readonly subject: string }
>;

function numberOf(subject: string): number | undefined {
  const [, digits] = SQUASHED.exec(subject) ?? MERGED.exec(subject) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function mainLine(commits: Commits, head: string): string[] {
  const line: string[] = [];
  for (let at = head; commits.has(at); at = commits.get(at)!.parents[0])
    line.push(at);
  return line;
}

/** Commits that can be reached from these and were not seen before. */
function broughtBy(
  commits: Commits,
  seen: Set<string>,
  from: readonly string[],
): string[] {
  const found: string[] = [];
  const open = [...from];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    const commit = commits.get(sha);
    if (!commit || seen.has(sha)) continue;
    seen.add(sha);
    found.push(sha);
    open.push(...commit.parents);
  }
  return found;
}
