import { z } from 'zod';
import { EditError } from '../Edit';
import type { Annotation } from './Annotation';
import {
  type CocoIndex,
  type ListPlaces,
  readCocoIndex,
} from './readCocoIndex';

const annotationSchema = z.object({
  category_id: z.number(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
const categorySchema = z.object({ id: z.number(), name: z.string() });

/** Classes that a message names. */
const NAMED_CLASSES = 20;

export type CocoPicture = {
  /** Its place in the list `images`. */
  readonly at: number;
  readonly id: number;
  /** In the order of their ids, in which the reader of tables gives the boxes; those without an id last. */
  readonly annotations: readonly Annotation[];
};

/** A COCO file as text, read as far as some of its pictures need. */
export class CocoText {
  readonly index: CocoIndex;
  /** Of all annotations, and of all pictures. */
  readonly greatestId: number;
  readonly greatestImageId: number;
  readonly #classes: ReadonlyMap<number, string>;
  readonly #ofPicture: ReadonlyMap<number, readonly number[]>;

  /** @throws EditError where the text is no COCO file */
  constructor(
    readonly text: string,
    private readonly path: string,
    wanted: ReadonlySet<string>,
  ) {
    this.index = readCocoIndex(text.replace(/^\uFEFF/, ' '), path, wanted);
    const { images, annotations, categories } = this.index;
    this.#classes = new Map(
      [...categories.starts.keys()].map(at => {
        const { id, name } = this.#entry(categories, at, categorySchema);
        return [id, name];
      }),
    );
    const ids = new Set(
      [...images.byName.values()].flat().map(at => images.ids[at]),
    );
    const ofPicture = new Map<number, number[]>();
    let greatestId = 0;
    for (let at = 0; at < annotations.starts.length; at++) {
      greatestId = Math.max(greatestId, annotations.ids[at] ?? 0);
      const imageId = annotations.imageIds[at];
      if (imageId === undefined || !ids.has(imageId)) continue;
      const known = ofPicture.get(imageId);
      if (known) known.push(at);
      else ofPicture.set(imageId, [at]);
    }
    this.greatestId = greatestId;
    this.greatestImageId = images.ids.reduce<number>(
      (greatest, id) => Math.max(greatest, id ?? 0),
      0,
    );
    this.#ofPicture = ofPicture;
  }

  /**
   * @returns undefined where no picture has that name
   * @throws EditError where it stands twice, or its annotations cannot be read
   */
  pictureOf(name: string): CocoPicture | undefined {
    const { images, annotations } = this.index;
    const [at, other] = images.byName.get(name) ?? [];
    if (at === undefined) return undefined;
    if (other !== undefined)
      throw this.#refusal(
        images.starts[other],
        `the picture ${name} is listed more than once. List it once.`,
      );
    const id = images.ids[at];
    if (id === undefined)
      throw this.#refusal(
        images.starts[at],
        `the picture ${name} has no id that is a whole number. Give it one.`,
      );
    const found = (this.#ofPicture.get(id) ?? []).map(place => {
      const entry = this.#entry(annotations, place, annotationSchema);
      const label = this.#classes.get(entry.category_id);
      if (label === undefined)
        throw this.#refusal(
          annotations.starts[place],
          `the annotation is of category ${entry.category_id}, which is not in the list categories. Correct it.`,
        );
      const [x, y, width, height] = entry.bbox;
      return {
        at: place,
        id: annotations.ids[place],
        box: { label, x, y, width, height },
      };
    });
    return {
      at,
      id,
      annotations: found.sort(
        (a, b) => (a.id ?? Infinity) - (b.id ?? Infinity) || a.at - b.at,
      ),
    };
  }

  /** @throws EditError where no category has that name */
  categoryId(label: string): number {
    const found = [...this.#classes].find(([, name]) => name === label);
    if (!found)
      throw new EditError(
        `${
          this.path
        } has no category ${label}. Add it to the list categories, or choose one of ${[
          ...this.#classes.values(),
        ]
          .slice(0, NAMED_CLASSES)
          .join(', ')}.`,
        this.path,
      );
    return found[0];
  }

  imageText(at: number): string {
    const { starts, ends } = this.index.images;
    return this.text.slice(starts[at], ends[at]);
  }

  annotationText(at: number): string {
    const { starts, ends } = this.index.annotations;
    return this.text.slice(starts[at], ends[at]);
  }

  #entry<T>({ starts, ends }: ListPlaces, at: number, schema: z.ZodType<T>): T {
    const read = schema.safeParse(
      JSON.parse(this.text.slice(starts[at], ends[at])),
    );
    if (read.success) return read.data;
    const [{ path: field, message }] = read.error.issues;
    throw this.#refusal(
      starts[at],
      `${field.join(
        '.',
      )} of the entry cannot be read (${message}). Correct it.`,
    );
  }

  #refusal(offset: number, message: string): EditError {
    const line = this.text.slice(0, offset).split('\n').length;
    return new EditError(`${this.path}:${line}: ${message}`, this.path, line);
  }
}
