import { type Box, isSamePlace } from './Box';

/** Places of boxes in the two lists that were compared. */
export type BoxesDiff = {
  /** The same thing before and after, in the order of before; its box may have moved or changed its class. */
  readonly kept: readonly { readonly from: number; readonly to: number }[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
};

/** Two boxes of one class that overlap by less mark two things. */
const MOVED_IOU = 0.1;
/** Where the class differs too, only boxes that mostly cover each other mark one thing (Everingham et al. 2010). */
const MOVED_AND_RENAMED_IOU = 0.5;

/**
 * Which boxes of a picture before are which after: those that are the same,
 * then those of the same place, then by the greatest overlap. Equal overlaps go
 * by the order of the lists.
 */
export function diffBoxes(
  before: readonly Box[],
  after: readonly Box[],
): BoxesDiff {
  const candidates = before
    .flatMap((a, from) =>
      after.flatMap((b, to) => {
        const likeness = likenessOf(a, b);
        return likeness === undefined ? [] : [{ from, to, likeness }];
      }),
    )
    .sort((a, b) => b.likeness - a.likeness || a.from - b.from || a.to - b.to);
  const takenBefore = new Set<number>();
  const takenAfter = new Set<number>();
  const kept: { from: number; to: number }[] = [];
  for (const { from, to } of candidates) {
    if (takenBefore.has(from) || takenAfter.has(to)) continue;
    takenBefore.add(from);
    takenAfter.add(to);
    kept.push({ from, to });
  }
  return {
    kept: kept.sort((a, b) => a.from - b.from),
    removed: [...before.keys()].filter(i => !takenBefore.has(i)),
    added: [...after.keys()].filter(i => !takenAfter.has(i)),
  };
}

/** Whether two lists have the same boxes, in whatever order. */
export function isSameBoxes(a: readonly Box[], b: readonly Box[]): boolean {
  if (a.length !== b.length) return false;
  const { kept } = diffBoxes(a, b);
  return (
    kept.length === a.length &&
    kept.every(
      ({ from, to }) =>
        a[from].label === b[to].label && isSamePlace(a[from], b[to]),
    )
  );
}

/** More than 1 for boxes of one place; undefined for boxes of two things. */
function likenessOf(a: Box, b: Box): number | undefined {
  const isSameClass = a.label === b.label;
  if (isSamePlace(a, b)) return isSameClass ? 3 : 2;
  const overlap = overlapOf(a, b);
  const least = isSameClass ? MOVED_IOU : MOVED_AND_RENAMED_IOU;
  return overlap >= least ? overlap : undefined;
}

/** Intersection over union (Jaccard 1912). */
function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const common = width * height;
  return common / (a.width * a.height + b.width * b.height - common);
}
