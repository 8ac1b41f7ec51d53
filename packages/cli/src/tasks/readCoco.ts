import {
  type Boxes,
  cocoBbox,
  cornersOfBbox,
  type Detections,
  intersection,
  readCocoResults,
} from '@greenroom/label-quality';
import { UsageError } from '../UsageError';
import { asList, asNumber, asObject } from './jsonShape';
import { readJsonFile } from './readLimitedJson';

/** One picture of a COCO file, with its boxes. */
export type CocoImage = {
  readonly id: number;
  readonly name: string;
  readonly boxes: Boxes;
  /** Ids of the annotations, in the order of the boxes. */
  readonly annotations: readonly number[];
  /** Regions in which a crowd was not drawn one by one. */
  readonly crowds: Boxes;
};

export type Coco = {
  readonly file: string;
  readonly images: readonly CocoImage[];
  /** Names of the categories, in the order of their ids. */
  readonly classes: readonly string[];
  readonly classOfId: ReadonlyMap<number, number>;
};

/** A box while a file is read. */
type Drawn = {
  readonly corners: readonly number[];
  readonly class: number;
  readonly id: number;
};

/** A detection with so much of itself in a crowd is of the crowd (as COCO's evaluation has it). */
const CROWD_SHARE = 0.5;

/**
 * Reads COCO annotations (Lin et al. 2014): `images`, `annotations` with `bbox`
 * as left, top, width, height, and `categories`.
 *
 * @throws UsageError naming file and entry of what cannot be used
 */
export async function readCoco(file: string): Promise<Coco> {
  const document = asObject(await readJsonFile(file), file);
  const categories = entries(document, 'categories', file).map(
    ({ entry, place }) => ({
      id: asNumber(entry.id, `${place}, id`),
      name: String(entry.name),
    }),
  );
  categories.sort((a, b) => a.id - b.id);
  const classOfId = new Map(categories.map(({ id }, i) => [id, i]));
  const drawn = new Map<number, { boxes: Drawn[]; crowds: Drawn[] }>();
  const images = entries(document, 'images', file).map(({ entry, place }) => {
    const id = asNumber(entry.id, `${place}, id`);
    if (drawn.has(id))
      throw new UsageError(`${place}: the id ${id} stands twice.`);
    drawn.set(id, { boxes: [], crowds: [] });
    return { id, name: String(entry.file_name ?? id) };
  });
  for (const { entry, place } of entries(document, 'annotations', file)) {
    const image = asNumber(entry.image_id, `${place}, image_id`);
    const known = drawn.get(image);
    if (!known) throw new UsageError(`${place}: there is no image ${image}.`);
    const box = {
      corners: cornersOfBbox(cocoBbox(entry.bbox, place)),
      class: classOf(entry.category_id, classOfId, place),
      id: asNumber(entry.id, `${place}, id`),
    };
    (entry.iscrowd === 1 ? known.crowds : known.boxes).push(box);
  }
  return {
    file,
    images: images.map(({ id, name }) => {
      const { boxes, crowds } = drawn.get(id)!;
      return {
        id,
        name,
        boxes: boxesOf(boxes),
        annotations: boxes.map(box => box.id),
        crowds: boxesOf(crowds),
      };
    }),
    classes: categories.map(({ name }) => name),
    classOfId,
  };
}

/** Detections of a picture with their places in the file. */
export type PlacedDetections = {
  readonly detections: Detections;
  readonly entries: readonly number[];
};

/**
 * Reads COCO results: a list of `image_id`, `category_id`, `bbox`, `score`, for
 * the pictures of a COCO file. Those within a crowd of their class are left out.
 *
 * @returns in the order of the pictures
 * @throws RangeError naming file and entry of what cannot be used
 */
export async function readDetections(
  file: string,
  coco: Coco,
): Promise<PlacedDetections[]> {
  const found = coco.images.map((): (Drawn & { p: number })[] => []);
  const detections = readCocoResults(await readJsonFile(file), file, {
    file: coco.file,
    images: new Map(coco.images.map(({ id }, i) => [id, i])),
    classes: coco.classOfId,
  });
  for (const { image, class: kind, bbox, score, entry } of detections)
    found[image].push({
      corners: cornersOfBbox(bbox),
      class: kind,
      id: entry,
      p: score,
    });
  return coco.images.map(({ crowds }, i) => {
    const list = found[i].filter(box => !isInCrowd(box, crowds));
    return {
      detections: {
        ...boxesOf(list),
        probabilities: Float64Array.from(list, ({ p }) => p),
      },
      entries: list.map(box => box.id),
    };
  });
}

function entries(
  document: ReturnType<typeof asObject>,
  key: string,
  file: string,
) {
  return asList(document[key], `${file}, ${key}`).map((value, i) => {
    const place = `${file}, ${key}[${i}]`;
    return { entry: asObject(value, place), place };
  });
}

function classOf(
  id: unknown,
  classOfId: ReadonlyMap<number, number>,
  place: string,
): number {
  const index = classOfId.get(asNumber(id, `${place}, category_id`));
  if (index === undefined)
    throw new UsageError(`${place}: there is no category ${id}.`);
  return index;
}

function boxesOf(list: readonly Drawn[]): Boxes {
  return {
    corners: Float64Array.from(list.flatMap(box => box.corners)),
    classes: Int32Array.from(list, box => box.class),
  };
}

function isInCrowd(box: Drawn, crowds: Boxes): boolean {
  const own = Float64Array.from(box.corners);
  const size = (own[2] - own[0]) * (own[3] - own[1]);
  return crowds.classes.some(
    (kind, i) =>
      kind === box.class &&
      intersection(own, 0, crowds.corners, i) >= CROWD_SHARE * size,
  );
}
