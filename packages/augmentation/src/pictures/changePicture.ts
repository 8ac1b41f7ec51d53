import type { PictureChange } from '@greenroom/manifest';
import { changePixels } from './changePixels';
import { drawChange, type DrawnChange } from './DrawnChange';
import {
  placedBy,
  type Placement,
  type Size,
  unchanged,
} from './geometry/Placement';
import type { Pixels } from './Pixels';

export type ChangedPicture = {
  readonly pixels: Pixels;
  readonly placement: Placement;
  readonly changes: readonly DrawnChange[];
};

/**
 * Changes a picture step by step.
 *
 * @param fixed - the size that all pictures of the column have, to which a part is scaled back
 * @param random - from 0 to below 1; the same numbers make the same pixels
 */
export async function changePicture(
  pixels: Pixels,
  steps: readonly PictureChange[],
  fixed: Size | undefined,
  random: () => number,
): Promise<ChangedPicture> {
  let changed: ChangedPicture = {
    pixels,
    placement: unchanged({ width: pixels.width, height: pixels.height }),
    changes: [],
  };
  for (const step of steps)
    changed = await after(changed, drawChange(step, changed.pixels, random));
  const { width, height } = changed.pixels;
  return fixed && (width !== fixed.width || height !== fixed.height)
    ? after(changed, {
        op: 'resize',
        width: fixed.width,
        height: fixed.height,
      })
    : changed;
}

async function after(
  { pixels, placement, changes }: ChangedPicture,
  change: DrawnChange,
): Promise<ChangedPicture> {
  return {
    pixels: await changePixels(pixels, change),
    placement: placedBy(placement, change),
    changes: [...changes, change],
  };
}
