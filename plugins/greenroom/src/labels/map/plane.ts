import type { Place } from './area';

/** Size of the drawing, in its own units. */
export const WIDTH = 720;
export const HEIGHT = 460;
const INSET = 16;

/** Leads from the units of the axes to the drawing, and back. */
export type Plane = {
  toDrawing(place: Place): Place;
  fromDrawing(place: Place): Place;
};

/** Fits all places into the drawing; up is more. */
export function planeOf(places: readonly Place[]): Plane {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  const across = (WIDTH - 2 * INSET) / (right - left || 1);
  const up = (HEIGHT - 2 * INSET) / (high - low || 1);
  return {
    toDrawing: ({ x, y }) => ({
      x: INSET + (x - left) * across,
      y: HEIGHT - INSET - (y - low) * up,
    }),
    fromDrawing: ({ x, y }) => ({
      x: left + (x - INSET) / across,
      y: low + (HEIGHT - INSET - y) / up,
    }),
  };
}

/** The index of the place nearest to another, no further than `within`. */
export function nearest(
  places: readonly Place[],
  to: Place,
  within: number,
): number | undefined {
  let best: number | undefined;
  let least = within * within;
  places.forEach(({ x, y }, index) => {
    const squared = (x - to.x) ** 2 + (y - to.y) ** 2;
    if (squared <= least) {
      least = squared;
      best = index;
    }
  });
  return best;
}

const DIRECTIONS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** What lies off the line counts more than what lies along it. */
const ASIDE_WEIGHT = 2;

/** The next place of the drawing that an arrow key leads to; where none is, the same. */
export function stepBy(
  places: readonly Place[],
  from: number,
  key: string,
): number | undefined {
  const direction = DIRECTIONS[key];
  if (!direction) return undefined;
  let best = from;
  let least = Infinity;
  places.forEach((place, index) => {
    const dx = place.x - places[from].x;
    const dy = place.y - places[from].y;
    const along = dx * direction.x + dy * direction.y;
    if (along <= 0) return;
    const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    const cost = along + ASIDE_WEIGHT * aside;
    if (cost < least) {
      least = cost;
      best = index;
    }
  });
  return best;
}
