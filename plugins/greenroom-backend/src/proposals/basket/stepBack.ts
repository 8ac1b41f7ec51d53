import {
  isRowEntry,
  type ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { StepBack } from './BasketSteps';

/** What tells entries of a basket apart: decisions have the keys of rows, which may be any text. */
export function entryId(entry: ProposalEntry): string {
  return `${isRowEntry(entry) ? 'decision' : 'other'} ${entry.key}`;
}

/** What leads from the entries after a change to those before it; undefined where nothing changed. */
export function stepBack(
  before: readonly ProposalEntry[],
  after: readonly ProposalEntry[],
): StepBack | undefined {
  const known = new Map(before.map(entry => [entryId(entry), entry]));
  const now = new Map(after.map(entry => [entryId(entry), entry]));
  const put = before.filter(
    entry => JSON.stringify(now.get(entryId(entry))) !== JSON.stringify(entry),
  );
  const remove = after.filter(entry => !known.has(entryId(entry)));
  return put.length + remove.length > 0 ? { put, remove } : undefined;
}
