import { InputError } from '@backstage/errors';
import {
  type Box,
  type Decide,
  LABEL_LIMIT,
  readBoxesText,
  sameBox,
} from '@greenroom/backstage-plugin-greenroom-common';

/** In pixels. */
export type PictureSize = { readonly width: number; readonly height: number };

/** So far a box may reach out of its picture: tools round to whole pixels. */
const EDGE_PIXELS = 1;
/** Classes that a message names. */
const NAMED_CLASSES = 20;

/**
 * That a text is a label of a picture. Boxes that stay as they are may be as
 * they are: nobody decided on them.
 *
 * @param picture - undefined where its size is not known
 * @throws InputError naming picture, box and remedy where it is none
 */
export function assertBoxes(
  { key, from, to = '' }: Pick<Decide, 'key' | 'from' | 'to'>,
  picture: PictureSize | undefined,
  classes: readonly string[],
): void {
  if (to.length > LABEL_LIMIT)
    throw new InputError(
      `The boxes of ${key} have ${to.length} characters as text; at most ${LABEL_LIMIT} are kept. Repair this picture in git.`,
    );
  const boxes = readBoxesText(to);
  if (!boxes)
    throw new InputError(
      `The label of ${key} is the list of its boxes, and what was sent is none. Send a JSON array with label, x, y, width and height of each box, in pixels.`,
    );
  const before = readBoxesText(from) ?? [];
  boxes.forEach((box, i) => {
    if (before.some(known => sameBox(known, box))) return;
    const problem = problemOf(box, picture, classes);
    if (problem) throw new InputError(`Box ${i + 1} of ${key} ${problem}`);
  });
}

function problemOf(
  { label, x, y, width, height }: Box,
  picture: PictureSize | undefined,
  classes: readonly string[],
): string | undefined {
  if (!classes.includes(label))
    return `has the class ${label}, which is none of this data set. Choose one of ${classes
      .slice(0, NAMED_CLASSES)
      .join(', ')}.`;
  if (!(width > 0 && height > 0))
    return `is ${width} wide and ${height} high; nothing is inside. Draw it anew, or remove it.`;
  if (!picture) return undefined;
  const isInside =
    x >= -EDGE_PIXELS &&
    y >= -EDGE_PIXELS &&
    x + width <= picture.width + EDGE_PIXELS &&
    y + height <= picture.height + EDGE_PIXELS;
  return isInside
    ? undefined
    : `goes from ${x}, ${y} to ${x + width}, ${
        y + height
      }, out of the picture of ${picture.width} x ${
        picture.height
      } pixels. Draw it inside.`;
}
