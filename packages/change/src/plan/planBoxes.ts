import { identifier, literal, openTable } from '@greenroom/dataset';
import type { TableDiff } from '@greenroom/dataset';
import { type Box, isSamePlace } from '../boxes/Box';
import { diffBoxes } from '../boxes/diffBoxes';
import type { PlannedBoxes } from './Plan';
import { boxesOfCell } from './readPictures';

export type BoxesPlan = {
  readonly boxes: PlannedBoxes;
  /** Of boxes that both sides have. */
  readonly transitions: TableDiff['labelTransitions'];
};

/**
 * What becomes of the boxes in pictures that differ: a box that is there on
 * both sides (by place and overlap, see `diffBoxes`) may have moved, have
 * another class, or both.
 *
 * @param changes - rows that differ, as `DiffOptions.out`
 */
export async function planBoxes(
  changes: string,
  label: string,
): Promise<BoxesPlan> {
  const counts = { pictures: 0, added: 0, removed: 0, moved: 0, relabelled: 0 };
  const transitions = new Map<
    string,
    { from: string; to: string; count: number }
  >();
  const table = await openTable({ path: changes, format: 'parquet' });
  const side = (name: 'before' | 'after') =>
    `CAST(to_json(${identifier(name)}.${identifier(label)}) AS VARCHAR)`;
  try {
    for await (const rows of table.stream(
      `SELECT ${side('before')} AS was, ${side('after')} AS become FROM t
        WHERE change <> 'changed' OR list_contains(changed, ${literal(label)})`,
    ))
      for (const { was, become } of rows) {
        const before = boxesOfCell(was) ?? [];
        const after = boxesOfCell(become) ?? [];
        const found = countBoxes(before, after);
        counts.added += found.added;
        counts.removed += found.removed;
        counts.moved += found.moved;
        counts.relabelled += found.relabelled.length;
        if (
          found.added + found.removed + found.moved > 0 ||
          found.relabelled.length > 0
        )
          counts.pictures++;
        for (const { from, to } of found.relabelled) {
          const id = JSON.stringify([from, to]);
          const count = (transitions.get(id)?.count ?? 0) + 1;
          transitions.set(id, { from, to, count });
        }
      }
  } finally {
    table.close();
  }
  return {
    boxes: counts,
    transitions: [...transitions.values()].sort(
      (a, b) =>
        b.count - a.count ||
        a.from.localeCompare(b.from) ||
        a.to.localeCompare(b.to),
    ),
  };
}

function countBoxes(before: readonly Box[], after: readonly Box[]) {
  const { kept, added, removed } = diffBoxes(before, after);
  const pairs = kept.map(({ from, to }) => [before[from], after[to]] as const);
  return {
    added: added.length,
    removed: removed.length,
    moved: pairs.filter(([was, is]) => !isSamePlace(was, is)).length,
    relabelled: pairs.flatMap(([was, is]) =>
      was.label === is.label ? [] : [{ from: was.label, to: is.label }],
    ),
  };
}
