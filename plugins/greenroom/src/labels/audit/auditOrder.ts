import type { Audit } from '@greenroom/backstage-plugin-greenroom-common';
import { isOpen, type ShownWord } from '../decisions/words';

type AuditRow = Audit['rows'][number];
type WordOf = (row: AuditRow) => ShownWord | undefined;

/** Whether the row still waits for a label: open, or put off. */
export function isWaiting(word: ShownWord | undefined): boolean {
  return isOpen(word) || word?.kind === 'later';
}

/** Rows in the order in which they were drawn; those put off come last. */
export function auditOrder(
  rows: readonly AuditRow[],
  wordOf: WordOf,
): readonly AuditRow[] {
  const late = (row: AuditRow) => (wordOf(row)?.kind === 'later' ? 1 : 0);
  return [...rows].sort((a, b) => late(a) - late(b) || a.order - b.order);
}

/** The first row after `at` that still waits, else the first of all; undefined once none does. */
export function nextWaiting(
  order: readonly AuditRow[],
  at: number,
  wordOf: WordOf,
): AuditRow | undefined {
  const waits = (row: AuditRow) => isWaiting(wordOf(row));
  return order.slice(at + 1).find(waits) ?? order.slice(0, at).find(waits);
}
