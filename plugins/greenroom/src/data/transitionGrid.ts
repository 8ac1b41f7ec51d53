import type { DataComparison } from '@greenroom/backstage-plugin-greenroom-common';

export type Transition = DataComparison['labelTransitions'][number];

/** More labels than this make no picture that can be read. */
const MOST_LABELS = 12;

export type TransitionGrid = {
  labels: string[];
  /** counts[from][to] */
  counts: number[][];
  /** Transitions between labels that the grid leaves out. */
  left: number;
};

/**
 * Old labels down, new ones across: the labels that take part in most
 * transitions (ties by name), in the order of `classes` and then by name.
 */
export function transitionGrid(
  transitions: readonly Transition[],
  classes: readonly string[] = [],
): TransitionGrid {
  const rows = new Map<string, number>();
  for (const { from, to, count } of transitions) {
    rows.set(from, (rows.get(from) ?? 0) + count);
    rows.set(to, (rows.get(to) ?? 0) + count);
  }
  const place = (label: string) => {
    const index = classes.indexOf(label);
    return index === -1 ? classes.length : index;
  };
  const byName = (a: string, b: string) =>
    a.localeCompare(b, 'en', { numeric: true });
  const labels = [...rows.keys()]
    .sort((a, b) => rows.get(b)! - rows.get(a)! || byName(a, b))
    .slice(0, MOST_LABELS)
    .sort((a, b) => place(a) - place(b) || byName(a, b));
  const counts = labels.map(() => labels.map(() => 0));
  let left = 0;
  for (const { from, to, count } of transitions) {
    const row = labels.indexOf(from);
    const column = labels.indexOf(to);
    if (row === -1 || column === -1) left += 1;
    else counts[row][column] += count;
  }
  return { labels, counts, left };
}
