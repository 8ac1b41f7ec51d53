import { type Box, isSamePlace } from '../boxes/Box';
import { diffBoxes } from '../boxes/diffBoxes';

export type MergedBoxes = {
  /** Where both sides have their own word on a box, that of the preferred side. */
  readonly boxes: readonly Box[];
  /** Boxes on which both sides have their own word. */
  readonly conflicts: number;
};

/** What a side made of a box: another one, or nothing. */
type Made = Box | undefined;

/**
 * Merges the boxes of a picture box by box: a box that one side moved, renamed
 * or took away is as that side has it, and boxes that one side drew are there.
 * Two that both sides drew for the same thing are one.
 */
export function mergeBoxes(
  base: readonly Box[],
  sides: { readonly ours: readonly Box[]; readonly theirs: readonly Box[] },
  preferred: 'ours' | 'theirs',
): MergedBoxes {
  const [ours, theirs] = [
    changesOf(base, sides.ours),
    changesOf(base, sides.theirs),
  ];
  let conflicts = 0;
  const settle = (our: Made, their: Made): Made => {
    if (isSame(our, their)) return their;
    conflicts++;
    return preferred === 'ours' ? our : their;
  };
  const kept = base.map((box, at): Made => {
    const [our, their] = [ours.made[at], theirs.made[at]];
    if (isSame(our, box)) return their;
    if (isSame(their, box)) return our;
    return settle(our, their);
  });
  const both = diffBoxes(theirs.added, ours.added);
  const drawn = [
    ...both.kept.map(({ from, to }) =>
      settle(ours.added[to], theirs.added[from]),
    ),
    ...both.removed.map(at => theirs.added[at]),
    ...both.added.map(at => ours.added[at]),
  ];
  return { boxes: [...kept, ...drawn].flatMap(box => box ?? []), conflicts };
}

function changesOf(base: readonly Box[], side: readonly Box[]) {
  const { kept, added } = diffBoxes(base, side);
  const made: Made[] = base.map(() => undefined);
  for (const { from, to } of kept) made[from] = side[to];
  return { made, added: added.map(at => side[at]) };
}

function isSame(a: Made, b: Made): boolean {
  if (!a || !b) return a === b;
  return a.label === b.label && isSamePlace(a, b);
}
