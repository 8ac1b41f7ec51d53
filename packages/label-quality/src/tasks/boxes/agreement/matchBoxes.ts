import { Boxes, iou } from '../Boxes';
import type { AnnotatedImage, BoxPlace } from './AnnotatedImage';
import type { Grouping } from './findGroupings';

/** Boxes of several annotators around the same thing, at most one of each. */
export type BoxMatch = readonly BoxPlace[];

/** Boxes of the same class that overlap so much are joined before all others. */
const SAME_IOU = 0.5;

type Pair = {
  readonly a: number;
  readonly b: number;
  readonly overlap: number;
  readonly rank: number;
};

/**
 * Joins the boxes of several annotators that stand around the same thing, from
 * the pair that overlaps most to the least, those of the same class first.
 * Two sets are joined where no annotator is in both and their boxes overlap on
 * average by `leastIou`. Of two annotators this is greedy matching, which above
 * an IoU of a half gives what the best assignment gives. Ties go by annotator
 * and box. A box around several never matches one of them.
 *
 * @returns sets of boxes, one box of one annotator at least, in the order of the first
 */
export function matchBoxes(
  image: AnnotatedImage,
  groupings: readonly Grouping[],
  leastIou: number,
): BoxMatch[] {
  const places = image.flatMap((boxes, annotator) =>
    Array.from(boxes?.classes ?? [], (_, box) => ({ annotator, box })),
  );
  const boxesOf = (i: number) => image[places[i].annotator] as Boxes;
  const overlapOf = (a: number, b: number) =>
    iou(boxesOf(a).corners, places[a].box, boxesOf(b).corners, places[b].box);
  const apart = new Set(groupings.flatMap(keysApart));
  const pairs: Pair[] = [];
  for (let a = 0; a < places.length; a++) {
    for (let b = a + 1; b < places.length; b++) {
      if (places[a].annotator === places[b].annotator) continue;
      const overlap = overlapOf(a, b);
      if (overlap < leastIou || apart.has(keyOf(places[a], places[b])))
        continue;
      const isSameClass =
        boxesOf(a).classes[places[a].box] === boxesOf(b).classes[places[b].box];
      const isFirst = isSameClass && overlap >= SAME_IOU;
      pairs.push({ a, b, overlap, rank: isFirst ? overlap + 1 : overlap });
    }
  }
  pairs.sort((p, q) => q.rank - p.rank || p.a - q.a || p.b - q.b);

  const setOf = places.map((_, i) => [i]);
  for (const { a, b } of pairs) {
    const [one, other] = [setOf[a], setOf[b]];
    if (one === other || !mayJoin(one, other)) continue;
    const joined = [...one, ...other].sort((p, q) => p - q);
    for (const i of joined) setOf[i] = joined;
  }
  return [...new Set(setOf)].map(set => set.map(i => places[i]));

  function mayJoin(one: readonly number[], other: readonly number[]): boolean {
    let sum = 0;
    for (const a of one) {
      for (const b of other) {
        if (places[a].annotator === places[b].annotator) return false;
        if (apart.has(keyOf(places[a], places[b]))) return false;
        sum += overlapOf(a, b);
      }
    }
    return sum >= leastIou * one.length * other.length;
  }
}

function keysApart({ groupedBy, box, separatedBy, boxes }: Grouping): string[] {
  const group = { annotator: groupedBy, box };
  return boxes.flatMap(member => {
    const place = { annotator: separatedBy, box: member };
    return [keyOf(group, place), keyOf(place, group)];
  });
}

function keyOf(a: BoxPlace, b: BoxPlace): string {
  return `${a.annotator}.${a.box} ${b.annotator}.${b.box}`;
}
