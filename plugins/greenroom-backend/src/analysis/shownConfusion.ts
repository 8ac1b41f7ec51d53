import type { Confusion } from '@greenroom/backstage-plugin-greenroom-common';

/** Of some rows that were given one class and should have another, or the same; classes by index. */
export type ConfusionCell = {
  readonly given: number;
  readonly truth: number;
  readonly count: number;
};

/** More classes are no matrix that anybody reads, and one an annotator would be megabytes. */
const SHOWN_CLASSES = 50;

/** Counts by given and right class: of all classes, or of those that are confused most. */
export function shownConfusion(
  cells: readonly ConfusionCell[],
  classes: readonly string[],
): Confusion {
  const shown = shownClasses(cells, classes.length);
  const places = new Map(shown.map((label, place) => [label, place]));
  const counts = shown.map(() => shown.map(() => 0));
  for (const { given, truth, count } of cells) {
    const [row, column] = [places.get(given), places.get(truth)];
    if (row !== undefined && column !== undefined) counts[row][column] += count;
  }
  return { classes: shown.map(label => classes[label]), counts };
}

function shownClasses(
  cells: readonly ConfusionCell[],
  classes: number,
): readonly number[] {
  const all = Array.from({ length: classes }, (_, label) => label);
  if (classes <= SHOWN_CLASSES) return all;
  const confused = new Float64Array(classes);
  for (const { given, truth, count } of cells) {
    if (given === truth) continue;
    confused[given] += count;
    confused[truth] += count;
  }
  return all
    .sort((a, b) => confused[b] - confused[a] || a - b)
    .slice(0, SHOWN_CLASSES)
    .sort((a, b) => a - b);
}
