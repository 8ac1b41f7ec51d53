import type { Duplicates } from './findDuplicates';

/** Two rows of different splits with the same, or nearly the same, input. */
export type LeakedPair = {
  readonly kind: 'exact' | 'near';
  readonly row: number;
  readonly other: number;
  readonly distance: number;
};

/**
 * Leakage: duplicates across splits, from the same graph that finds the others.
 * Of each group of exact copies, every row is paired with the first copy in each
 * other split.
 *
 * @param splits - the split of each row, by number
 */
export function findLeakedPairs(
  { exact, nearPairs }: Pick<Duplicates, 'exact' | 'nearPairs'>,
  splits: Int32Array,
): LeakedPair[] {
  const copies = exact.flatMap(group => copiesAcross(group, splits));
  const near = nearPairs
    .filter(({ row, other }) => splits[row] !== splits[other])
    .map(pair => ({ kind: 'near' as const, ...pair }));
  return [...copies, ...near].sort(
    (a, b) => a.row - b.row || a.other - b.other,
  );
}

function copiesAcross(
  group: readonly number[],
  splits: Int32Array,
): LeakedPair[] {
  const firstOf = new Map<number, number>();
  for (const row of group)
    if (!firstOf.has(splits[row])) firstOf.set(splits[row], row);
  const pairs = group.flatMap(row =>
    [...firstOf.values()]
      .filter(first => splits[first] !== splits[row])
      // Of two that are first, the pair is told once.
      .filter(first => first < row || firstOf.get(splits[row]) !== row)
      .map(first => [Math.min(first, row), Math.max(first, row)]),
  );
  return pairs.map(([row, other]) => ({
    kind: 'exact',
    row,
    other,
    distance: 0,
  }));
}
