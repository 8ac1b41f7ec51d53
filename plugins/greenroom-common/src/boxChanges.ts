import type { Box } from './rows';

/** One box that differs: drawn where `from` is absent, taken away where `to` is. */
export type BoxChange =
  | { readonly from: Box; readonly to: Box }
  | { readonly from: Box; readonly to?: undefined }
  | { readonly from?: undefined; readonly to: Box };

/**
 * Boxes that overlap less than this (intersection over union) are boxes of two
 * things; COCO counts two boxes as one from 0.5 on, but a badly placed box is to
 * be known again too.
 */
const SAME_THING_IOU = 0.1;

/**
 * What changed between two sets of boxes of a picture. Boxes that stand in both
 * are no change; the others are joined from the pair that overlaps most to the
 * least, then those of one class that stand no further apart than one of them is
 * long, and what is left was drawn or taken away.
 */
export function boxChanges(
  before: readonly Box[],
  after: readonly Box[],
): BoxChange[] {
  const from = [...before];
  const to: Box[] = [];
  for (const box of after) {
    const same = from.findIndex(each => sameBox(each, box));
    if (same === -1) to.push(box);
    else from.splice(same, 1);
  }
  const pairs = from.flatMap((a, i) =>
    to.flatMap((b, j) => {
      const iou = overlap(a, b);
      if (iou >= SAME_THING_IOU) return [{ i, j, nearness: iou }];
      const steps = distance(a, b) / Math.max(diagonal(a), diagonal(b));
      // Below any overlap that counts.
      return a.label === b.label && steps <= 1
        ? [{ i, j, nearness: -steps }]
        : [];
    }),
  );
  pairs.sort((a, b) => b.nearness - a.nearness);
  const joined = new Map<number, number>();
  const taken = new Set<number>();
  for (const { i, j } of pairs) {
    if (joined.has(i) || taken.has(j)) continue;
    joined.set(i, j);
    taken.add(j);
  }
  return [
    ...from.map((box, i): BoxChange => {
      const j = joined.get(i);
      return j === undefined ? { from: box } : { from: box, to: to[j] };
    }),
    ...to
      .filter((_, j) => !taken.has(j))
      .map((box): BoxChange => ({ to: box })),
  ];
}

/** "1 added, 2 moved, 1 from 4 to 9"; "nothing changed" where nothing did. */
export function boxChangesText(changes: readonly BoxChange[]): string {
  const counts = new Map<string, number>();
  for (const change of changes) {
    const word = changeWord(change);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts.size === 0
    ? 'nothing changed'
    : [...counts]
        .sort(
          ([a, i], [b, j]) =>
            rank(a) - rank(b) || j - i || a.localeCompare(b, 'en'),
        )
        .map(([word, boxes]) => `${boxes} ${word}`)
        .join(', ');
}

/** How one box changed: "added", "removed", "moved", "from 4 to 9", "from 4 to 9 and moved". */
export function changeWord({ from, to }: BoxChange): string {
  if (!from) return 'added';
  if (!to) return 'removed';
  if (from.label === to.label) return 'moved';
  const word = `from ${from.label} to ${to.label}`;
  return sameBox({ ...from, label: to.label }, to) ? word : `${word} and moved`;
}

const ORDER = ['added', 'removed', 'moved'];

function rank(word: string): number {
  const at = ORDER.indexOf(word);
  return at === -1 ? ORDER.length : at;
}

/** Whether two boxes are of the same class and at the same place, to the last bit. */
export function sameBox(a: Box, b: Box): boolean {
  return (
    a.label === b.label &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height
  );
}

/** Intersection over union of two boxes, 0 (apart) to 1 (the same place). */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const common = width * height;
  return common / (a.width * a.height + b.width * b.height - common);
}

/** Between the middles of two boxes. */
function distance(a: Box, b: Box): number {
  return Math.hypot(
    a.x + a.width / 2 - (b.x + b.width / 2),
    a.y + a.height / 2 - (b.y + b.height / 2),
  );
}

function diagonal({ width, height }: Box): number {
  return Math.hypot(width, height);
}
