import { area, Boxes, intersection, iou } from '../Boxes';
import type { AnnotatedImage } from './AnnotatedImage';

/** One annotator drew one box around what another drew a box each for. */
export type Grouping = {
  readonly groupedBy: number;
  readonly box: number;
  readonly separatedBy: number;
  readonly boxes: readonly number[];
};

/** Two boxes that overlap so much are the same (the usual bar of detection). */
const SAME_IOU = 0.5;
/** A member lies within the group's box with so much of its area. */
const INSIDE_SHARE = 0.8;
const LEAST_MEMBERS = 2;

/**
 * Finds boxes of one annotator that stand for several boxes of another: at
 * least two, each nearly inside, none of them the same box, and together
 * filling it; and which the first annotator did not draw singly as well. It is
 * the classic of instructions that do not say what one object is (Ng 2021,
 * "From model-centric to data-centric AI").
 */
export function findGroupings(image: AnnotatedImage): Grouping[] {
  return image.flatMap((grouped, groupedBy) =>
    image.flatMap((separated, separatedBy) =>
      grouped && separated && groupedBy !== separatedBy
        ? groupingsOf(grouped, separated).map(found => ({
            groupedBy,
            separatedBy,
            ...found,
          }))
        : [],
    ),
  );
}

function groupingsOf(
  grouped: Boxes,
  separated: Boxes,
): { box: number; boxes: number[] }[] {
  const found: { box: number; boxes: number[] }[] = [];
  const others = Array.from(separated.classes, (_, i) => i).filter(
    i => !hasSame(grouped, separated.corners, i),
  );
  for (let box = 0; box < grouped.classes.length; box++) {
    if (hasSame(separated, grouped.corners, box)) continue;
    const boxes = others.filter(
      i =>
        intersection(separated.corners, i, grouped.corners, box) >=
        INSIDE_SHARE * area(separated.corners, i),
    );
    if (boxes.length < LEAST_MEMBERS) continue;
    const hull = hullOf(separated.corners, boxes);
    if (iou(hull, 0, grouped.corners, box) >= SAME_IOU)
      found.push({ box, boxes });
  }
  return found;
}

/** Whether some box of the list is the same as one of another list. */
function hasSame(list: Boxes, corners: Float64Array, box: number): boolean {
  return list.classes.some(
    (_, i) => iou(list.corners, i, corners, box) >= SAME_IOU,
  );
}

/** The box around several. */
function hullOf(corners: Float64Array, boxes: readonly number[]): Float64Array {
  const edge = (side: number) => boxes.map(i => corners[4 * i + side]);
  return Float64Array.of(
    Math.min(...edge(0)),
    Math.min(...edge(1)),
    Math.max(...edge(2)),
    Math.max(...edge(3)),
  );
}
