import type { Box } from '../layout/layOut';

/** The part of a picture that is seen, in its own pixels. */
export type Viewport = Box;

/** Beyond what is seen, so that scrolling shows no holes. */
const MARGIN = 400;
/** Scrolling by less draws nothing anew. */
const STEP = 200;

/** The viewport in whole steps: one that moved a little is the same. */
export function stepped({ x, y, width, height }: Viewport): Viewport {
  const down = (value: number) => Math.floor(value / STEP) * STEP;
  const up = (value: number) => Math.ceil(value / STEP) * STEP;
  return { x: down(x), y: down(y), width: up(width), height: up(height) };
}

/** Whether any of a box is seen, or would be after a little scrolling. */
export function isNear(box: Box, viewport: Viewport): boolean {
  return (
    box.x <= viewport.x + viewport.width + MARGIN &&
    box.x + box.width >= viewport.x - MARGIN &&
    box.y <= viewport.y + viewport.height + MARGIN &&
    box.y + box.height >= viewport.y - MARGIN
  );
}

/** The smallest box around points. */
export function boxAround(
  points: readonly { readonly x: number; readonly y: number }[],
): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
