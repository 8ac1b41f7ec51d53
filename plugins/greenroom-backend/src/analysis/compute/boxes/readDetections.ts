import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import { TableError } from '@greenroom/dataset';
import { type FoundBox, readFoundBoxes } from '@greenroom/evaluation';
import { FileError } from '../../FileError';
import type { BoxesInput, GivenDetections } from './BoxesInput';

/** A box that a model found, with how sure it is. */
export type DetectedBox = { readonly box: Box; readonly score: number };

/** By key of the picture; a split with predictions has every picture of it, also those where nothing was found. */
export type Detections = {
  readonly ofPicture: ReadonlyMap<string, readonly DetectedBox[]>;
  /** Split to where its predictions come from. */
  readonly origins: ReadonlyMap<string, string>;
};

/**
 * What models found in the pictures of each split that has predictions.
 *
 * @throws FileError naming file and entry of what cannot be used
 */
export async function readDetections(input: BoxesInput): Promise<Detections> {
  const ofPicture = new Map<string, DetectedBox[]>();
  const origins = new Map<string, string>();
  for (const given of input.detections) {
    if (origins.has(given.split)) continue;
    origins.set(given.split, given.origin);
    for (const [key, boxes] of await foundOf(input, given))
      ofPicture.set(
        key,
        boxes.map(({ score, ...box }) => ({ box, score })),
      );
  }
  return { ofPicture, origins };
}

async function foundOf(
  { classes, ids }: BoxesInput,
  given: GivenDetections,
): Promise<ReadonlyMap<string, readonly FoundBox[]>> {
  try {
    return await readFoundBoxes(given, {
      split: given.split,
      classes,
      ids: ids.filter(({ split }) => split === given.split),
    });
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    throw new FileError(error.message, error.file, error.line);
  }
}
