import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import type { PictureSize } from '../../data/pictureSize';

/** A place in a picture, in its pixels from the upper left corner. */
export type Point = { readonly x: number; readonly y: number };

export const CORNERS = ['nw', 'ne', 'sw', 'se'] as const;
export type Corner = (typeof CORNERS)[number];

/** What stays where a corner is moved. */
const OPPOSITE: Readonly<Record<Corner, Corner>> = {
  nw: 'se',
  ne: 'sw',
  sw: 'ne',
  se: 'nw',
};

/** The box between two points, in whole pixels and within the picture; at least a pixel wide and high. */
export function boxBetween(
  label: string,
  a: Point,
  b: Point,
  size: PictureSize,
): Box {
  const across = span(a.x, b.x, size.width);
  const down = span(a.y, b.y, size.height);
  return {
    label,
    x: across.from,
    y: down.from,
    width: across.length,
    height: down.length,
  };
}

/** A box moved by so many pixels, as far as the picture goes; its size stays. */
export function movedBox(box: Box, by: Point, size: PictureSize): Box {
  return {
    ...box,
    x: clamp(Math.round(box.x + by.x), 0, size.width - box.width),
    y: clamp(Math.round(box.y + by.y), 0, size.height - box.height),
  };
}

/** A box with one of its corners elsewhere; the opposite one stays. */
export function resizedBox(
  box: Box,
  corner: Corner,
  to: Point,
  size: PictureSize,
): Box {
  const opposite = OPPOSITE[corner];
  return boxBetween(box.label, cornerOf(box, opposite), to, size);
}

export function cornerOf(box: Box, corner: Corner): Point {
  return {
    x: corner.endsWith('e') ? box.x + box.width : box.x,
    y: corner.startsWith('s') ? box.y + box.height : box.y,
  };
}

/** A box to begin with where nobody pointed: in the middle, a quarter of the picture wide and high. */
export function middleBox(label: string, size: PictureSize): Box {
  const { width, height } = size;
  return boxBetween(
    label,
    { x: (width * 3) / 8, y: (height * 3) / 8 },
    { x: (width * 5) / 8, y: (height * 5) / 8 },
    size,
  );
}

/** Whether a box has an area and lies within the picture. */
export function isInside(box: Box, size: PictureSize): boolean {
  return (
    box.x >= 0 &&
    box.y >= 0 &&
    box.width > 0 &&
    box.height > 0 &&
    box.x + box.width <= size.width &&
    box.y + box.height <= size.height
  );
}

/** The topmost box at a point: the smallest, for it may lie within a larger one. */
export function boxAt<T extends { readonly box: Box }>(
  boxes: readonly T[],
  { x, y }: Point,
): T | undefined {
  const area = ({ box }: T) => box.width * box.height;
  return boxes
    .filter(
      ({ box }) =>
        x >= box.x &&
        x <= box.x + box.width &&
        y >= box.y &&
        y <= box.y + box.height,
    )
    .reduce<T | undefined>(
      (least, each) => (least && area(least) <= area(each) ? least : each),
      undefined,
    );
}

function span(a: number, b: number, limit: number) {
  const from = clamp(Math.round(Math.min(a, b)), 0, limit - 1);
  const to = clamp(Math.round(Math.max(a, b)), from + 1, limit);
  return { from, length: to - from };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}
