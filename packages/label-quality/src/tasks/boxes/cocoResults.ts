/** What the ids of COCO results stand for: those of a COCO file of annotations. */
export type CocoIds = {
  /** Name of the file, for messages. */
  readonly file: string;
  /** Id of a picture to its index. */
  readonly images: ReadonlyMap<number, number>;
  /** Id of a category to the index of its class. */
  readonly classes: ReadonlyMap<number, number>;
};

/** One detection of COCO results. */
export type CocoDetection = {
  readonly image: number;
  readonly class: number;
  /** As written: left, top, width, height. */
  readonly bbox: readonly [
    left: number,
    top: number,
    width: number,
    height: number,
  ];
  /** How sure the model is, 0 to 1. */
  readonly score: number;
  /** Its place in the list, from 0. */
  readonly entry: number;
};

/**
 * Reads COCO results (Lin et al. 2014): a list of `image_id`, `category_id`,
 * `bbox` as left, top, width, height, and `score`.
 *
 * @param document - as JSON gives it
 * @param name - of the file, for messages
 * @throws RangeError naming file and entry of what cannot be used
 */
export function readCocoResults(
  document: unknown,
  name: string,
  ids: CocoIds,
): CocoDetection[] {
  if (!Array.isArray(document))
    throw new RangeError(
      `${name} is no list. COCO results are a list of image_id, category_id, bbox and score.`,
    );
  return document.map((value: unknown, entry) => {
    const place = `${name}, entry ${entry}`;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new RangeError(`${place} is no object.`);
    const { image_id, category_id, bbox, score } = value as Record<
      string,
      unknown
    >;
    return {
      image: indexOf(image_id, ids.images, {
        place: `${place}, image_id`,
        unknown: id => `${place}: ${ids.file} has no image ${id}.`,
      }),
      class: indexOf(category_id, ids.classes, {
        place: `${place}, category_id`,
        unknown: id => `${place}: there is no category ${id}.`,
      }),
      bbox: cocoBbox(bbox, place),
      score: probability(score, place),
      entry,
    };
  });
}

/**
 * A box as COCO writes it: left, top, width, height.
 *
 * @param place - for messages
 * @throws RangeError where it is none
 */
export function cocoBbox(bbox: unknown, place: string): CocoDetection['bbox'] {
  if (!Array.isArray(bbox)) throw new RangeError(`${place}, bbox is no list.`);
  if (bbox.length !== 4)
    throw new RangeError(
      `${place}, bbox has ${bbox.length} numbers; left, top, width, height are expected.`,
    );
  const [left, top, width, height] = bbox.map((value, i) =>
    finite(value, `${place}, bbox[${i}]`),
  );
  if (width < 0 || height < 0)
    throw new RangeError(
      `${place}, bbox has the size ${width} x ${height}; it cannot be below 0.`,
    );
  return [left, top, width, height];
}

/** Left, top, right, bottom. */
export function cornersOfBbox([
  left,
  top,
  width,
  height,
]: CocoDetection['bbox']): number[] {
  return [left, top, left + width, top + height];
}

function indexOf(
  id: unknown,
  known: ReadonlyMap<number, number>,
  say: { readonly place: string; unknown(id: number): string },
): number {
  const number = finite(id, say.place);
  const index = known.get(number);
  if (index === undefined) throw new RangeError(say.unknown(number));
  return index;
}

function probability(score: unknown, place: string): number {
  const p = finite(score, `${place}, score`);
  if (p < 0 || p > 1)
    throw new RangeError(`${place}: the score ${p} is no probability.`);
  return p;
}

function finite(value: unknown, place: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new RangeError(`${place} is ${JSON.stringify(value)}, no number.`);
}
