import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import type { Picture } from './Picture';

/**
 * The part of a box that is inside its picture: what reaches out of it nobody
 * may decide. Undefined where no part is. A size that is not known bounds nothing.
 */
export function insidePicture(
  box: Box,
  { width = Infinity, height = Infinity }: Pick<Picture, 'width' | 'height'>,
): Box | undefined {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  const right = Math.min(width, box.x + box.width);
  const bottom = Math.min(height, box.y + box.height);
  if (right <= x || bottom <= y) return undefined;
  const isInside =
    x === box.x &&
    y === box.y &&
    right === box.x + box.width &&
    bottom === box.y + box.height;
  // Differences of decimals would be other numbers.
  return isInside
    ? box
    : { label: box.label, x, y, width: right - x, height: bottom - y };
}
