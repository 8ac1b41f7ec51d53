import { determinantOf } from './Affine';
import { boxOfMask, type Mask, movedMask, pixelsIn } from './Mask';
import type { Placement } from './Placement';
import {
  areaOf,
  type Box,
  boxAround,
  clipped,
  cornersOf,
  movedPolygon,
  type Polygon,
} from './Polygon';

/** What is marked in a picture: a box, and the outline or the pixels of the object where they are known. */
export type Annotation = {
  readonly label: string;
  readonly box: Box;
  readonly outline?: readonly Polygon[];
  readonly mask?: Mask;
};

/** Why an object is no longer marked. */
export const LOST_REASONS = ['outside', 'covered'] as const;
export type LostReason = (typeof LOST_REASONS)[number];

export type MovedAnnotation =
  | {
      readonly state: 'kept';
      readonly annotation: Annotation;
      /** Of the object, from 0 to 1. */
      readonly shareSeen: number;
    }
  | {
      readonly state: 'lost';
      readonly annotation: Annotation;
      readonly reason: LostReason;
      readonly shareSeen: number;
    };

/**
 * An object of which less is still seen is not marked any more: what is left is
 * often background. A choice between those that tools take (0.1 to 0.5), not a
 * measurement.
 */
export const LEAST_SHARE_SEEN = 0.3;

/**
 * What is marked in a picture, where the picture was changed: moved with it,
 * clipped to it, and given up where too little of it is seen.
 *
 * A box whose object has neither outline nor mask is moved as the ellipse within
 * it (Kalra et al. 2021, "Towards rotation invariance in object detection"), for
 * the box around its turned corners is too large; flipped, cropped or scaled it
 * is exact.
 */
export function moveAnnotation(
  annotation: Annotation,
  placement: Placement,
): MovedAnnotation {
  const { outline, mask } = annotation;
  if (mask) return movedByMask(annotation, mask, placement);
  const shapes = outline ?? [cornersOf(annotation.box)];
  const { matrix, size, covers } = placement;
  const frame = cornersOf({ x: 0, y: 0, ...size });
  const whole = shapes.map(shape => movedPolygon(matrix, shape));
  const inside = whole
    .map(shape => clipped(shape, frame))
    .filter(({ length }) => length > 2);
  const hidden = sum(
    covers.flatMap(cover => inside.map(shape => areaOf(clipped(shape, cover)))),
  );
  const box = outline
    ? boxAround(inside.flat())
    : ellipseBox(annotation, placement);
  return outcomeOf(annotation, {
    all: sum(whole.map(areaOf)),
    inside: sum(inside.map(areaOf)),
    hidden,
    moved: box && {
      label: annotation.label,
      box,
      ...(outline ? { outline: inside } : {}),
    },
  });
}

function movedByMask(
  annotation: Annotation,
  mask: Mask,
  { matrix, size, covers }: Placement,
): MovedAnnotation {
  const placed = movedMask(mask, matrix, size);
  const box = boxOfMask(placed);
  const hidden = placed.values.reduce((count, value, at) => {
    if (value === 0) return count;
    const [x, y] = [(at % size.width) + 0.5, Math.floor(at / size.width) + 0.5];
    return count + Number(covers.some(cover => isIn(cover, x, y)));
  }, 0);
  return outcomeOf(annotation, {
    all: pixelsIn(mask) * Math.abs(determinantOf(matrix)),
    inside: pixelsIn(placed),
    hidden,
    moved: box && { label: annotation.label, box, mask: placed },
  });
}

function outcomeOf(
  annotation: Annotation,
  areas: {
    readonly all: number;
    readonly inside: number;
    readonly hidden: number;
    readonly moved: Annotation | undefined;
  },
): MovedAnnotation {
  const { all, inside, hidden, moved } = areas;
  const within = all === 0 ? 0 : Math.min(1, inside / all);
  const shareSeen =
    all === 0 ? 0 : Math.max(0, Math.min(1, (inside - hidden) / all));
  if (moved && shareSeen >= LEAST_SHARE_SEEN)
    return { state: 'kept', annotation: moved, shareSeen };
  return {
    state: 'lost',
    annotation,
    reason: within < LEAST_SHARE_SEEN ? 'outside' : 'covered',
    shareSeen,
  };
}

/** Around the ellipse within a box: half as wide as sqrt((a w / 2)^2 + (c h / 2)^2). */
function ellipseBox(
  { box }: Annotation,
  { matrix: [a, b, c, d, e, f], size }: Placement,
): Box | undefined {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const [midX, midY] = [a * x + c * y + e, b * x + d * y + f];
  const halfWidth = Math.hypot(a * box.width, c * box.height) / 2;
  const halfHeight = Math.hypot(b * box.width, d * box.height) / 2;
  const left = Math.max(0, midX - halfWidth);
  const top = Math.max(0, midY - halfHeight);
  const width = Math.min(size.width, midX + halfWidth) - left;
  const height = Math.min(size.height, midY + halfHeight) - top;
  return width > 0 && height > 0
    ? { x: left, y: top, width, height }
    : undefined;
}

/** In a convex polygon, whichever way round its corners go. */
function isIn(polygon: Polygon, x: number, y: number): boolean {
  const sides = polygon.map(([fromX, fromY], i) => {
    const [toX, toY] = polygon[(i + 1) % polygon.length];
    return (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX);
  });
  return sides.every(side => side >= 0) || sides.every(side => side <= 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
