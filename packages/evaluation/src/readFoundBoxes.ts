import { readCocoIds, TableError } from '@greenroom/dataset';
import { readCocoResults } from '@greenroom/label-quality';
import { readFile, stat } from 'node:fs/promises';
import type { FoundBox } from './measureDetections';

/** A file on this machine, and its name where it comes from. */
type NamedFile = { readonly path: string; readonly name: string };

/** COCO results of 5,000 pictures with a hundred boxes each are 50 MB. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Joins COCO results (Lin et al. 2014) to the pictures of a split: `image_id`
 * stands for the file name that the data set's own COCO files of that split give
 * it, which is the row's key.
 *
 * @param of.ids - the data set's COCO files of the split
 * @returns every picture of those files, also those where nothing was found
 * @throws TableError, RangeError naming file and entry of what cannot be used
 */
export async function readFoundBoxes(
  results: NamedFile,
  of: {
    readonly split: string;
    readonly ids: readonly NamedFile[];
    readonly classes: readonly string[];
  },
): Promise<Map<string, FoundBox[]>> {
  const { classes, ids: files, split } = of;
  if (files.length === 0)
    throw new TableError(
      `${results.name} predicts the split ${split}, of which the data set has no COCO file. Name a split of the data set.`,
      results.name,
    );
  const ids = await readCocoIds(files);
  const images = [...ids.images];
  const found = readCocoResults(await documentOf(results), results.name, {
    file: files.map(({ name }) => name).join(', '),
    images: new Map(images.map(([id], i) => [id, i])),
    classes: placesOf(ids.categories, classes, files[0].name),
  });
  const ofPicture = new Map<string, FoundBox[]>(
    images.map(([, name]) => [name, []]),
  );
  for (const { image, class: kind, bbox, score } of found) {
    const [x, y, width, height] = bbox;
    ofPicture
      .get(images[image][1])!
      .push({ label: classes[kind], x, y, width, height, score });
  }
  return ofPicture;
}

/** Id of a category to the place of its name among the declared classes. */
function placesOf(
  categories: ReadonlyMap<number, string>,
  classes: readonly string[],
  file: string,
): Map<number, number> {
  const index = new Map(classes.map((name, i) => [name, i]));
  return new Map(
    [...categories].map(([id, name]) => {
      const place = index.get(name);
      if (place === undefined)
        throw new TableError(
          `${file} has the category ${name}, which is none of the declared classes (${classes.join(
            ', ',
          )}). Add it to the manifest, or take it out.`,
          file,
        );
      return [id, place];
    }),
  );
}

async function documentOf({ path, name }: NamedFile): Promise<unknown> {
  const { size } = await stat(path);
  if (size > MOST_BYTES)
    throw new TableError(
      `${name} has ${size} bytes; at most ${MOST_BYTES} are read. Leave out detections of a low score.`,
      name,
    );
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new TableError(
      `${name} is no JSON (${
        (error as Error).message
      }). COCO results are a list of image_id, category_id, bbox and score.`,
      name,
    );
  }
}
