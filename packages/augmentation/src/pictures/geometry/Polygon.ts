import { type Affine, moved, type Point } from './Affine';

/** Corners in order, the first not repeated; three at least. */
export type Polygon = readonly Point[];

export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** In square pixels, whichever way round the corners go (shoelace formula). */
export function areaOf(polygon: Polygon): number {
  let twice = 0;
  polygon.forEach(([x, y], i) => {
    const [nextX, nextY] = polygon[(i + 1) % polygon.length];
    twice += x * nextY - nextX * y;
  });
  return Math.abs(twice) / 2;
}

/** The smallest upright box around points; undefined of none. */
export function boxAround(points: readonly Point[]): Box | undefined {
  if (points.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Clockwise on the screen. */
export function cornersOf({ x, y, width, height }: Box): Polygon {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

export function movedPolygon(matrix: Affine, polygon: Polygon): Polygon {
  return polygon.map(point => moved(matrix, point));
}

/**
 * The part of a polygon within a convex one (Sutherland and Hodgman 1974). Parts
 * that fall asunder stay joined along its edge, which changes no area.
 *
 * @returns no corners where nothing is left
 */
export function clipped(polygon: Polygon, within: Polygon): Polygon {
  const turn = Math.sign(signedArea(within));
  return within.reduce<Polygon>((left, from, i) => {
    const to = within[(i + 1) % within.length];
    const sideOf = ([x, y]: Point) =>
      turn *
      ((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]));
    return left.flatMap((point, at) => {
      const before = left[(at + left.length - 1) % left.length];
      const [here, there] = [sideOf(point), sideOf(before)];
      const crossing =
        here >= 0 === there >= 0
          ? []
          : [between(before, point, there / (there - here))];
      return here >= 0 ? [...crossing, point] : crossing;
    });
  }, polygon);
}

function between([x, y]: Point, [toX, toY]: Point, share: number): Point {
  return [x + (toX - x) * share, y + (toY - y) * share];
}

function signedArea(polygon: Polygon): number {
  return polygon.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = polygon[(i + 1) % polygon.length];
    return sum + x * nextY - nextX * y;
  }, 0);
}
