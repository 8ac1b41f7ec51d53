import type { LabelIssue } from '@greenroom/backstage-plugin-greenroom-common';

/** A doubtful row; its issues come worst first. */
export type QueueRow = { key: string; issues: readonly LabelIssue[] };

/**
 * The queue with newer answers in it: rows stay where they are, new ones come
 * last, and those that the server no longer lists (they were decided) remain to
 * be looked back at.
 */
export function mergeQueue(
  before: readonly QueueRow[],
  items: readonly LabelIssue[],
): QueueRow[] {
  const rows = new Map(before.map(row => [row.key, row]));
  const fresh = new Map<string, LabelIssue[]>();
  for (const issue of items) {
    const own = fresh.get(issue.key);
    if (own) own.push(issue);
    else fresh.set(issue.key, [issue]);
  }
  for (const [key, issues] of fresh) rows.set(key, { key, issues });
  return [...rows.values()];
}

/** The next row that is open, looking on from a place and then from the start. */
export function nextOpen(
  keys: readonly string[],
  from: string | undefined,
  isOpen: (key: string) => boolean,
): string | undefined {
  const at = from === undefined ? -1 : keys.indexOf(from);
  return (
    keys.slice(at + 1).find(isOpen) ??
    keys.slice(0, Math.max(0, at)).find(isOpen)
  );
}
