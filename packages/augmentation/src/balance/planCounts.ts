/** How many rows a recipe is to make of each group. */
export type Amount =
  /** As many as the largest group has; no more than so many times as many as a group has itself. */
  | { readonly type: 'balance'; readonly mostTimes: number }
  /** So many for each row that is there. */
  | { readonly type: 'times'; readonly times: number }
  /** So many altogether, by the size of the groups. */
  | { readonly type: 'rows'; readonly rows: number };

/**
 * New rows of each group: by class where classes are balanced, by slice where
 * slices are.
 *
 * @param sizes - rows that each group has; a group without rows can make none
 * @returns rows to make, by group; a sum of parts of whole rows loses none
 * (largest remainders: Hamilton 1792)
 * @throws RangeError where an amount is not positive
 */
export function planCounts<Group>(
  sizes: ReadonlyMap<Group, number>,
  amount: Amount,
): Map<Group, number> {
  const groups = [...sizes].filter(([, size]) => size > 0);
  switch (amount.type) {
    case 'balance': {
      assertPositive('mostTimes', amount.mostTimes);
      const largest = Math.max(0, ...groups.map(([, size]) => size));
      return new Map(
        groups.map(([group, size]) => [
          group,
          Math.min(largest - size, Math.floor(size * amount.mostTimes)),
        ]),
      );
    }
    case 'times':
      assertPositive('times', amount.times);
      return new Map(
        groups.map(([group, size]) => [group, Math.round(size * amount.times)]),
      );
    case 'rows':
      assertPositive('rows', amount.rows);
      return share(groups, amount.rows);
    default:
      throw new Error(
        `Unknown amount ${JSON.stringify(amount satisfies never)}`,
      );
  }
}

function assertPositive(name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value)))
    throw new RangeError(`${name} is ${value}; make it a number above 0.`);
}

function share<Group>(
  groups: readonly (readonly [Group, number])[],
  rows: number,
): Map<Group, number> {
  const all = groups.reduce((sum, [, size]) => sum + size, 0);
  const exact = groups.map(([group, size]) => ({
    group,
    part: (rows * size) / all,
  }));
  const counts = new Map(
    exact.map(({ group, part }) => [group, Math.floor(part)]),
  );
  const left = rows - [...counts.values()].reduce((sum, n) => sum + n, 0);
  const byRemainder = [...exact].sort((a, b) => (b.part % 1) - (a.part % 1));
  for (const { group } of byRemainder.slice(0, Math.round(left)))
    counts.set(group, counts.get(group)! + 1);
  return counts;
}
