import type { Duplicates } from './findDuplicates';

/** Rows of the same, or nearly the same, input that were labelled differently. */
export type ConflictGroup = {
  readonly kind: 'exact' | 'near';
  readonly rows: readonly number[];
  /** How many of the rows have each label; most frequent first, ties by label. */
  readonly labels: readonly { readonly label: number; readonly rows: number }[];
};

/**
 * Inconsistent labels: groups of duplicates that do not agree. Which label is
 * wrong this cannot tell; that both are right it can rule out. A group of exact
 * copies that is part of a near group is reported once, as the near group.
 *
 * @param labels - class index of each row
 */
export function findConflicts(
  { exact, near }: Pick<Duplicates, 'exact' | 'near'>,
  labels: Int32Array,
): ConflictGroup[] {
  const inNear = new Set(near.flat());
  return [
    ...near.map(rows => ({ kind: 'near' as const, rows })),
    ...exact
      .filter(([first]) => !inNear.has(first))
      .map(rows => ({ kind: 'exact' as const, rows })),
  ]
    .map(group => ({ ...group, labels: countLabels(group.rows, labels) }))
    .filter(group => group.labels.length > 1)
    .sort((a, b) => a.rows[0] - b.rows[0]);
}

function countLabels(
  rows: readonly number[],
  labels: Int32Array,
): ConflictGroup['labels'] {
  const counts = new Map<number, number>();
  for (const row of rows)
    counts.set(labels[row], (counts.get(labels[row]) ?? 0) + 1);
  return [...counts]
    .map(([label, count]) => ({ label, rows: count }))
    .sort((a, b) => b.rows - a.rows || a.label - b.label);
}
