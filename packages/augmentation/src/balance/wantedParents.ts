import type { AugmentationAmount } from '@greenroom/manifest';
import { groupedBy } from '../groupedBy';
import { planCounts } from './planCounts';

/** Rows of one class, and how many rows are to be made of them. */
export type WantedParents = {
  readonly label: string;
  readonly members: readonly number[];
  readonly wanted: number;
};

/**
 * How many rows each class of each group is to be the parent of, in the order in
 * which groups and classes come.
 *
 * @param question.parents - rows that others may be made of
 * @param question.others - rows beside them, which a slice is to become as large as
 * @param question.most - rows that are made at most
 * @returns with how many were asked for
 * @throws RangeError where an amount is not positive
 */
export function wantedParents(question: {
  readonly parents: readonly number[];
  readonly amount: AugmentationAmount;
  readonly groupOf: (row: number) => string;
  readonly labelOf: (row: number) => string;
  readonly others?: number;
  readonly most?: number;
}): { readonly asked: number; readonly wanted: readonly WantedParents[] } {
  const { parents, amount, groupOf, labelOf, others = 0 } = question;
  const groups = groupedBy(parents, groupOf);
  const isSlice = amount.type === 'balance' && amount.by === 'slice';
  const sizes = new Map<string | undefined, number>(sizesOf(groups));
  // No group is called so: its rows are no parents.
  if (isSlice) sizes.set(undefined, others);
  const counts = planCounts(sizes, amount);
  counts.delete(undefined);
  const asked = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const { most = asked } = question;
  const made =
    asked > most ? planCounts(counts, { type: 'rows', rows: most }) : counts;
  const wanted = [...made].flatMap(([group, count]) => {
    if (count === 0) return [];
    const byClass = groupedBy(groups.get(group!)!, labelOf);
    const each = planCounts(sizesOf(byClass), { type: 'rows', rows: count });
    return [...byClass].map(([label, members]) => ({
      label,
      members,
      wanted: each.get(label)!,
    }));
  });
  return { asked, wanted };
}

function sizesOf(groups: ReadonlyMap<string, readonly number[]>) {
  return new Map(
    [...groups].map(([group, members]) => [group, members.length]),
  );
}
