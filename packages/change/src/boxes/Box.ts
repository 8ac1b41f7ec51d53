import type { Box } from '@greenroom/dataset';
import { z } from 'zod';

export type { Box };

/** The four numbers of a place, in the order in which COCO has them. */
export const PLACE = ['x', 'y', 'width', 'height'] as const;

/** Numbers of pixels that differ by less are the same: they were rounded on their way. */
const SAME_PIXELS = 1e-6;

const boxList = z.array(
  z.object({
    label: z.string(),
    x: z.number(),
    y: z.number(),
    width: z.number(),
    height: z.number(),
  }),
);

/** The boxes of a picture from the text that is its label, a JSON array; undefined where it is none. */
export function readBoxes(text: string): readonly Box[] | undefined {
  try {
    return boxList.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function isSameNumber(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_PIXELS;
}

export function isSamePlace(a: Box, b: Box): boolean {
  return PLACE.every(name => isSameNumber(a[name], b[name]));
}
