import { mergeFiles } from '@greenroom/change';
import { readFile } from 'node:fs/promises';
import type { ChangedTable } from './makeChange';

/**
 * The merge by meaning of two states of a table, in each of which others were
 * relabelled.
 *
 * @returns lines that it changes in theirs, or -1 where it asks of a conflict
 */
export async function mergeOfChanges({
  from,
  to,
  ours,
}: Omit<ChangedTable, 'rows'>): Promise<Record<string, number>> {
  const [base, theirs, own] = await Promise.all(
    [from, to, ours].map(file => readFile(file)),
  );
  const { content, conflicts } = mergeFiles(
    { path: 'rows.csv', format: 'csv', key: 'id', label: 'label' },
    { base, ours: own, theirs },
  );
  const { added, changed } = countLines(theirs, content);
  return { added, removed: 0, changed: conflicts.length > 0 ? -1 : changed };
}

/** Line by line in the bytes, so that the peak of memory is that of the merge. */
function countLines(before: Buffer, after: Buffer) {
  let [at, then, added, changed] = [0, 0, 0, 0];
  while (at < before.length || then < after.length) {
    const [end, until] = [endOfLine(before, at), endOfLine(after, then)];
    if (at >= before.length) added++;
    else if (then >= after.length) added--;
    else if (before.compare(after, then, until, at, end) !== 0) changed++;
    [at, then] = [end, until];
  }
  return { added, changed };
}

function endOfLine(text: Buffer, start: number): number {
  const newline = text.indexOf('\n', start);
  return newline < 0 ? text.length : newline + 1;
}
