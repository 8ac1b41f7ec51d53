import type { PlacedEdge, Point } from './layOut';

/** How far a curve of an edge against the flow swings out, in CSS pixels. */
const SWING = 44;

/** The `d` of an SVG path: curves that leave and arrive level, straight through the lanes between. */
export function edgePath({ points, course }: PlacedEdge): string {
  const [start, ...rest] = points;
  const begin = `M${at(start)}`;
  if (course === 'down') return `${begin}L${at(rest[0])}`;
  if (course === 'back') {
    const [end] = rest;
    return `${begin}C${at({ ...start, x: start.x + SWING })} ${at({
      ...end,
      x: end.x - SWING,
    })} ${at(end)}`;
  }
  let from = start;
  return rest.reduce((path, to) => {
    const middle = (from.x + to.x) / 2;
    const step =
      from.y === to.y
        ? `L${at(to)}`
        : `C${at({ x: middle, y: from.y })} ${at({ x: middle, y: to.y })} ${at(
            to,
          )}`;
    from = to;
    return path + step;
  }, begin);
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

/** Tenths of a pixel are as fine as anybody sees. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
