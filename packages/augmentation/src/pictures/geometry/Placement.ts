import { type Affine, followedBy, IDENTITY } from './Affine';
import { cornersOf, movedPolygon, type Polygon } from './Polygon';
import type { DrawnChange } from '../DrawnChange';

export type Size = { readonly width: number; readonly height: number };

/** Where the pixels of a picture stand after changes. */
export type Placement = {
  /** From the picture as it was. */
  readonly matrix: Affine;
  readonly from: Size;
  readonly size: Size;
  /** What covers it, in pixels of the changed picture. */
  readonly covers: readonly Polygon[];
};

export function unchanged(size: Size): Placement {
  return { matrix: IDENTITY, from: size, size, covers: [] };
}

/** After one change more. */
export function placedBy(before: Placement, change: DrawnChange): Placement {
  if (change.op === 'occlude')
    return { ...before, covers: [...before.covers, cornersOf(change)] };
  const step = stepOf(change, before.size);
  return {
    ...before,
    matrix: followedBy(before.matrix, step.matrix),
    size: step.size,
    covers: before.covers.map(cover => movedPolygon(step.matrix, cover)),
  };
}

function stepOf(
  change: Exclude<DrawnChange, { op: 'occlude' }>,
  size: Size,
): { readonly matrix: Affine; readonly size: Size } {
  const { width, height } = size;
  switch (change.op) {
    case 'flip':
      return {
        size,
        matrix:
          change.axis === 'horizontal'
            ? [-1, 0, 0, 1, width, 0]
            : [1, 0, 0, -1, 0, height],
      };
    case 'rotate': {
      const angle = (change.degrees * Math.PI) / 180;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const [x, y] = [width / 2, height / 2];
      return {
        size,
        matrix: [
          cos,
          sin,
          -sin,
          cos,
          x - cos * x + sin * y,
          y - sin * x - cos * y,
        ],
      };
    }
    case 'crop':
      return {
        size: { width: change.width, height: change.height },
        matrix: [1, 0, 0, 1, -change.x, -change.y],
      };
    case 'resize':
      return {
        size: { width: change.width, height: change.height },
        matrix: [change.width / width, 0, 0, change.height / height, 0, 0],
      };
    default:
      return { size, matrix: IDENTITY };
  }
}
