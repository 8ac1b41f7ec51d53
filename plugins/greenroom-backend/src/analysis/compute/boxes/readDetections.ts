import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import { type CocoFileIds, readCocoIds, TableError } from '@greenroom/dataset';
import { readCocoResults } from '@greenroom/label-quality';
import { readFile, stat } from 'node:fs/promises';
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

/** COCO results of 5,000 pictures with a hundred boxes each are 50 MB. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Joins COCO results to pictures: `image_id` stands for the file name that the
 * data set's own COCO file of that split gives it, which is the row's key.
 *
 * @throws FileError naming file and entry of what cannot be used
 */
export async function readDetections(input: BoxesInput): Promise<Detections> {
  const ofPicture = new Map<string, DetectedBox[]>();
  const origins = new Map<string, string>();
  for (const given of input.detections) {
    if (origins.has(given.split)) continue;
    origins.set(given.split, given.origin);
    const files = input.ids.filter(({ split }) => split === given.split);
    const ids = await idsOf(files);
    if (files.length === 0)
      throw new FileError(
        `${given.name} predicts the split ${given.split}, of which the data set has no COCO file. Name a split of the data set.`,
        given.name,
      );
    const images = [...ids.images];
    const names = images.map(([, name]) => name);
    const detections = readCocoResults(await documentOf(given), given.name, {
      file: files.map(({ name }) => name).join(', '),
      images: new Map(images.map(([id], i) => [id, i])),
      classes: classesOf(ids, input, files[0].name),
    });
    for (const name of names) ofPicture.set(name, []);
    for (const { image, class: kind, bbox, score } of detections) {
      const [x, y, width, height] = bbox;
      ofPicture.get(names[image])!.push({
        box: { label: input.classes[kind], x, y, width, height },
        score,
      });
    }
  }
  return { ofPicture, origins };
}

async function idsOf(files: BoxesInput['ids']): Promise<CocoFileIds> {
  try {
    return await readCocoIds(files);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    throw new FileError(error.message, error.file, error.line);
  }
}

/** Id of a category to the place of its name among the declared classes. */
function classesOf(
  { categories }: CocoFileIds,
  { classes }: BoxesInput,
  file: string,
): Map<number, number> {
  const index = new Map(classes.map((name, i) => [name, i]));
  return new Map(
    [...categories].map(([id, name]) => {
      const place = index.get(name);
      if (place === undefined)
        throw new FileError(
          `${file} has the category ${name}, which is none of the declared classes (${classes.join(
            ', ',
          )}). Add it to the manifest, or take it out.`,
          file,
        );
      return [id, place];
    }),
  );
}

async function documentOf({ path, name }: GivenDetections): Promise<unknown> {
  const { size } = await stat(path);
  if (size > MOST_BYTES)
    throw new FileError(
      `${name} has ${size} bytes; at most ${MOST_BYTES} are read. Leave out detections of a low score.`,
      name,
    );
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new FileError(
      `${name} is no JSON (${
        (error as Error).message
      }). COCO results are a list of image_id, category_id, bbox and score.`,
      name,
    );
  }
}
