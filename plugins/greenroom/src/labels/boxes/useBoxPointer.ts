import { type PointerEvent, useRef, useState } from 'react';
import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import type { PictureSize } from '../../data/pictureSize';
import type { DraftBox } from './boxDraft';
import {
  boxAt,
  boxBetween,
  type Corner,
  cornerOf,
  CORNERS,
  movedBox,
  type Point,
  resizedBox,
} from './boxGeometry';

/** Shorter strokes are presses, as a share of the larger side of the picture. */
const LEAST_STROKE_SHARE = 1 / 60;
/** As near as this a corner is taken hold of. */
export const CORNER_REACH_SHARE = 1 / 40;

type Stroke =
  | { kind: 'move'; id: string; box: Box; from: Point }
  | { kind: 'resize'; id: string; box: Box; corner: Corner; from: Point }
  | { kind: 'draw'; from: Point };

/**
 * A pointer over a picture: a press selects a box, a stroke within the selected
 * box moves it, from one of its corners resizes it, and anywhere else draws one.
 */
export function useBoxPointer(on: {
  size: PictureSize;
  boxes: readonly DraftBox[];
  selected?: DraftBox;
  /** Class of a box that is drawn. */
  label: string;
  select: (id: string | undefined) => void;
  place: (id: string, box: Box) => void;
  draw: (box: Box) => void;
}) {
  const { size, boxes, selected, label } = on;
  const stroke = useRef<Stroke>();
  const [preview, setPreview] = useState<Box>();
  const side = Math.max(size.width, size.height);

  const pointOf = (event: PointerEvent): Point => {
    const { left, top, width, height } =
      event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - left) / width) * size.width,
      y: ((event.clientY - top) / height) * size.height,
    };
  };
  const begin = (from: Point): Stroke => {
    if (!selected) return { kind: 'draw', from };
    const { id, box } = selected;
    const corner = CORNERS.find(
      each => distance(cornerOf(box, each), from) <= side * CORNER_REACH_SHARE,
    );
    if (corner) return { kind: 'resize', id, box, corner, from };
    return boxAt([selected], from)
      ? { kind: 'move', id, box, from }
      : { kind: 'draw', from };
  };
  const end = () => {
    stroke.current = undefined;
    setPreview(undefined);
  };
  return {
    /** What is being drawn. */
    preview,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        // Not in every environment; without it a stroke ends at the edge.
        event.currentTarget.setPointerCapture?.(event.pointerId);
        stroke.current = begin(pointOf(event));
      },
      onPointerMove: (event: PointerEvent) => {
        const held = stroke.current;
        if (!held) return;
        const to = pointOf(event);
        if (held.kind === 'draw')
          setPreview(boxBetween(label, held.from, to, size));
        else if (held.kind === 'resize')
          on.place(held.id, resizedBox(held.box, held.corner, to, size));
        else
          on.place(
            held.id,
            movedBox(
              held.box,
              { x: to.x - held.from.x, y: to.y - held.from.y },
              size,
            ),
          );
      },
      onPointerUp: (event: PointerEvent) => {
        const held = stroke.current;
        end();
        if (!held) return;
        const to = pointOf(event);
        const isPress = distance(held.from, to) < side * LEAST_STROKE_SHARE;
        if (isPress) on.select(boxAt(boxes, to)?.id);
        else if (held.kind === 'draw')
          on.draw(boxBetween(label, held.from, to, size));
      },
      onPointerCancel: end,
    },
  };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
