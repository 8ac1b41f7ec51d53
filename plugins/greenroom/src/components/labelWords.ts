import {
  type Box,
  boxChanges,
  boxChangesText,
  readBoxesText,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from './numbers';

/** More classes than these are not listed. */
const LISTED_CLASSES = 6;

/** A label in full: the class itself, or "6 boxes: 4 of car, 2 of person". */
export function labelWords(label: string): string {
  const boxes = boxesOfLabel(label);
  if (!boxes || boxes.length === 0) return labelName(label);
  const counts = new Map<string, number>();
  for (const box of boxes)
    counts.set(box.label, (counts.get(box.label) ?? 0) + 1);
  const classes = [...counts].sort(
    ([a, i], [b, j]) => j - i || a.localeCompare(b, 'en'),
  );
  const listed = classes
    .slice(0, LISTED_CLASSES)
    .map(([name, rows]) => `${rows} of ${name}`);
  const more = classes.length - listed.length;
  return `${labelName(label)}: ${[
    ...listed,
    ...(more > 0 ? [`${plural(more, 'other class', 'other classes')}`] : []),
  ].join(', ')}`;
}

/** A label in a word or two: the class itself, or "6 boxes". */
export function labelName(label: string): string {
  const boxes = boxesOfLabel(label);
  if (!boxes) return label;
  return boxes.length === 0 ? 'no box' : plural(boxes.length, 'box', 'boxes');
}

/** One label that becomes another: "9 → 4", or "1 added, 1 moved" of boxes. */
export function relabelWords(from: string, to: string): string {
  const before = boxesOfLabel(from);
  const after = boxesOfLabel(to);
  return before && after
    ? boxChangesText(boxChanges(before, after))
    : `${labelName(from)} → ${labelName(to)}`;
}

/** The boxes that a label is, where it is no class. */
export function boxesOfLabel(label: string): readonly Box[] | undefined {
  // Nearly all labels are classes, which need no reading.
  return label.startsWith('[') ? readBoxesText(label) : undefined;
}
