/** A place on the map, in the units of its axes. */
export type Place = { x: number; y: number };

/** The corners of what a person drew round some points, in order. */
export type Area = readonly Place[];

/** An outline in the address bar is kept to so many corners. */
const MOST_CORNERS = 48;
/** Enough to tell apart places on a screen. */
const DIGITS = 5;

/** "1.5,2;3,4;…", with so few corners and digits that a link can carry it. */
export function writeArea(area: Area): string {
  const step = Math.ceil(area.length / MOST_CORNERS);
  return area
    .filter((_, index) => index % step === 0)
    .map(({ x, y }) =>
      [x, y].map(each => String(Number(each.toPrecision(DIGITS)))).join(),
    )
    .join(';');
}

/** Reads what `writeArea` wrote; undefined for anything that is no area. */
export function readArea(text: string | null): Area | undefined {
  if (!text) return undefined;
  const area = text.split(';').map(corner => {
    const [x, y, ...more] = corner.split(',').map(Number);
    return more.length === 0 ? { x, y } : { x: NaN, y: NaN };
  });
  const sound = area.every(({ x, y }) => Number.isFinite(x + y));
  return sound && area.length >= 3 ? area : undefined;
}

/** Whether a place is inside: a ray to the right crosses the outline an odd number of times (Shimrat 1962). */
export function isInside(area: Area, { x, y }: Place): boolean {
  let inside = false;
  area.forEach((a, index) => {
    const b = area[(index + 1) % area.length];
    if (
      a.y > y !== b.y > y &&
      x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)
    )
      inside = !inside;
  });
  return inside;
}

/** The rectangle between two opposite corners, wider by a margin on each side. */
export function rectangle(a: Place, b: Place, margin: Place): Area {
  const left = Math.min(a.x, b.x) - margin.x;
  const right = Math.max(a.x, b.x) + margin.x;
  const low = Math.min(a.y, b.y) - margin.y;
  const high = Math.max(a.y, b.y) + margin.y;
  return [
    { x: left, y: low },
    { x: right, y: low },
    { x: right, y: high },
    { x: left, y: high },
  ];
}
