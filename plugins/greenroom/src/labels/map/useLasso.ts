import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { Place } from './area';
import { HEIGHT, WIDTH } from './plane';

/** Shorter strokes of the pointer are presses, in units of the drawing. */
const LEAST_STROKE = 6;
/** Corners closer than this say nothing new. */
const LEAST_STEP = 3;

const distance = (a: Place, b: Place) => Math.hypot(a.x - b.x, a.y - b.y);

/** A stroke of the pointer over the drawing: a press on a place, or an outline. */
export function useLasso(
  drawing: RefObject<SVGSVGElement>,
  on: {
    hover: (place: Place | undefined) => void;
    press: (place: Place) => void;
    outline: (corners: readonly Place[]) => void;
  },
) {
  const [stroke, setStroke] = useState<readonly Place[]>([]);
  const latest = useRef<readonly Place[]>([]);
  const keep = (next: readonly Place[]) => {
    latest.current = next;
    setStroke(next);
  };
  const placeOf = (event: PointerEvent): Place => {
    const { left, top, width, height } =
      drawing.current!.getBoundingClientRect();
    return {
      x: ((event.clientX - left) / width) * WIDTH,
      y: ((event.clientY - top) / height) * HEIGHT,
    };
  };
  const end = () => {
    const corners = latest.current;
    keep([]);
    if (corners.length === 0) return;
    const reach = Math.max(...corners.map(each => distance(each, corners[0])));
    if (reach < LEAST_STROKE) on.press(corners[0]);
    else if (corners.length >= 3) on.outline(corners);
  };
  return {
    stroke,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        // Not in every environment; without it a stroke ends at the edge.
        drawing.current?.setPointerCapture?.(event.pointerId);
        keep([placeOf(event)]);
      },
      onPointerMove: (event: PointerEvent) => {
        const place = placeOf(event);
        const corners = latest.current;
        if (corners.length === 0) on.hover(place);
        else if (distance(corners[corners.length - 1], place) >= LEAST_STEP)
          keep([...corners, place]);
      },
      onPointerUp: end,
      onPointerCancel: () => keep([]),
      onPointerLeave: () => {
        if (latest.current.length === 0) on.hover(undefined);
      },
    },
  };
}
