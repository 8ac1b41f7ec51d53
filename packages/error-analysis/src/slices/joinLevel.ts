import type { LevelIndex } from './LevelIndex';
import type { Range } from './rangesOf';
import type { SliceLevel } from './SliceLevel';
import type { Size } from './sliceScore';

type Bound = { size: number; sumError: number; maxError: number };

/**
 * All slices of one member more whose parents are all in the level (Sagadeeva
 * and Boehm 2021, section 4.2), in the order of their members.
 *
 * @param featureOf - the feature of each single; no slice has two of one
 * @param range - places of the level: only what joins one of these with a later one
 * @param visit - told the members and what no child of these parents can exceed; both are used again
 */
export function joinLevel(
  level: SliceLevel,
  index: LevelIndex,
  featureOf: Int32Array,
  range: Range,
  visit: (members: Int32Array, bound: Size) => void,
): void {
  const width = level.width + 1;
  const members = new Int32Array(width);
  const bound = { size: 0, sumError: 0, maxError: 0 };
  for (let first = range.from; first < range.to; ) {
    const end = level.groupEnd(first);
    for (let p = 0; p < width - 2; p++) members[p] = level.member(first, p);
    for (let a = first; a < Math.min(end, range.to); a++) {
      members[width - 2] = level.last(a);
      const feature = featureOf[members[width - 2]];
      for (let b = a + 1; b < end; b++) {
        members[width - 1] = level.last(b);
        if (featureOf[members[width - 1]] === feature) continue;
        startBound(bound, level, a, b);
        if (boundByOthers(bound, level, index, members)) visit(members, bound);
      }
    }
    first = end;
  }
}

function startBound(
  bound: Bound,
  level: SliceLevel,
  a: number,
  b: number,
): void {
  bound.size = Math.min(level.size(a), level.size(b));
  bound.sumError = Math.min(level.sumError(a), level.sumError(b));
  bound.maxError = Math.min(level.maxError(a), level.maxError(b));
}

/** Takes the parents other than the two joined into account; false where one is missing. */
function boundByOthers(
  bound: Bound,
  level: SliceLevel,
  index: LevelIndex,
  members: Int32Array,
): boolean {
  for (let without = 0; without < members.length - 2; without++) {
    const parent = index.find(members, without);
    if (parent === undefined) return false;
    bound.size = Math.min(bound.size, level.size(parent));
    bound.sumError = Math.min(bound.sumError, level.sumError(parent));
    bound.maxError = Math.min(bound.maxError, level.maxError(parent));
  }
  return true;
}
