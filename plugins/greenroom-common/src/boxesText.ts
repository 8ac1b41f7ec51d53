import { z } from 'zod';
import { type Box, boxSchema } from './rows';

const boxListSchema = z.array(boxSchema);

/**
 * All boxes of a picture as one text, which is the picture's label: a JSON array
 * in the order in which they are drawn. The same boxes give the same text.
 */
export function boxesText(boxes: readonly Box[]): string {
  return JSON.stringify(
    boxes.map(({ label, x, y, width, height }) => ({
      label,
      x,
      y,
      width,
      height,
    })),
  );
}

/** The boxes of such a text; undefined where it is none. */
export function readBoxesText(text: string): Box[] | undefined {
  try {
    return boxListSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
