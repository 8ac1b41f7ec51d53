import type { Box } from '../boxes/Box';
import { diffBoxes } from '../boxes/diffBoxes';
import type { Replacement } from '../Replacement';
import type { Cells, CellValue } from '../Edit';
import { editAnnotation, writeAnnotation } from './Annotation';
import type { CocoRowText } from './CocoRowText';
import type { CocoPicture, CocoText } from './CocoText';
import { editList, separatorAt } from './editList';
import { jsonFields, withNumbers } from './jsonFields';
import { editImage, writeImage } from './writeImage';

/** Gathers what is to be written in a COCO file, picture by picture. */
export class CocoWriter {
  readonly #coco: CocoText;
  readonly #fields: Replacement[] = [];
  readonly #gone = {
    images: new Set<number>(),
    annotations: new Set<number>(),
  };
  readonly #added = {
    images: new Map<number, string[]>(),
    annotations: new Map<number, string[]>(),
  };
  /** Ids of texts that were written before, and taken over. */
  readonly #given = {
    image: new Set<number>(),
    annotation: new Set<number>(),
  };
  #id: number;
  #imageId: number;

  constructor(coco: CocoText) {
    this.#coco = coco;
    this.#id = coco.greatestId;
    this.#imageId = coco.greatestImageId;
  }

  /** Another value in a field of a picture. */
  write(
    { at }: CocoPicture,
    edit: { readonly column: string; readonly to: CellValue },
    path: string,
  ): void {
    const coco = this.#coco;
    const start = coco.index.images.starts[at];
    this.#fields.push(editImage(coco.imageText(at), start, edit, path));
  }

  /** A picture with its annotations, as they were written before. */
  place(written: CocoRowText, behind: string | null | undefined): void {
    const { images, annotations } = this.#coco.index;
    const imageId = this.#freeId(written.image, images.ids, 'image');
    this.#add(
      'images',
      this.#placeBehind(behind),
      withNumbers(written.image, { id: imageId }),
    );
    for (const { label, text } of written.annotations)
      this.#add(
        'annotations',
        annotations.starts.length - 1,
        withNumbers(text, {
          id: this.#freeId(text, annotations.ids, 'annotation'),
          image_id: imageId,
          category_id: this.#coco.categoryId(label),
        }),
      );
  }

  /** A picture that nobody wrote before. */
  draw(
    picture: {
      readonly name: string;
      readonly cells: Cells;
      readonly boxes: readonly Box[];
    },
    behind: string | null | undefined,
  ): void {
    const coco = this.#coco;
    const { images, annotations } = coco.index;
    const at = images.starts.length - 1;
    const id = this.#nextId('image');
    const like = at < 0 ? undefined : coco.imageText(at);
    this.#add(
      'images',
      this.#placeBehind(behind),
      writeImage(picture.cells, { id, name: picture.name }, like),
    );
    this.#annotate(picture.boxes, id, annotations.starts.length - 1);
  }

  #annotate(boxes: readonly Box[], imageId: number, at: number): void {
    const coco = this.#coco;
    const like = at < 0 ? undefined : coco.annotationText(at);
    for (const box of boxes) {
      const ids = {
        id: this.#nextId('annotation'),
        imageId,
        categoryId: coco.categoryId(box.label),
      };
      this.#add('annotations', at, writeAnnotation(box, ids, like, coco.index));
    }
  }

  #add(list: 'images' | 'annotations', at: number, text: string): void {
    const added = this.#added[list];
    added.set(at, [...(added.get(at) ?? []), text]);
  }

  #nextId(of: 'image' | 'annotation'): number {
    return of === 'image' ? ++this.#imageId : ++this.#id;
  }

  /** The id that it had, unless another has it here. */
  #freeId(
    json: string,
    taken: readonly (number | undefined)[],
    of: 'image' | 'annotation',
  ): number {
    const own: unknown = jsonFields(json).get('id')?.value;
    if (
      typeof own !== 'number' ||
      taken.includes(own) ||
      this.#given[of].has(own)
    )
      return this.#nextId(of);
    this.#given[of].add(own);
    return own;
  }

  #placeBehind(behind: string | null | undefined): number {
    const { images } = this.#coco.index;
    const [at = images.starts.length - 1] =
      images.byName.get(behind ?? '') ?? [];
    return at;
  }

  remove({ at, annotations }: CocoPicture): void {
    this.#gone.images.add(at);
    for (const annotation of annotations)
      this.#gone.annotations.add(annotation.at);
  }

  redraw({ id, annotations }: CocoPicture, wanted: readonly Box[]): void {
    const coco = this.#coco;
    const { kept, removed, added } = diffBoxes(
      annotations.map(({ box }) => box),
      wanted,
    );
    for (const { from, to } of kept) {
      const { at, box } = annotations[from];
      this.#fields.push(
        ...editAnnotation(
          coco.annotationText(at),
          coco.index.annotations.starts[at],
          box,
          wanted[to],
          { ...coco.index, categoryId: coco.categoryId(wanted[to].label) },
        ),
      );
    }
    for (const i of removed) this.#gone.annotations.add(annotations[i].at);
    const after = Math.max(...annotations.map(({ at }) => at));
    const at =
      annotations.length > 0 ? after : coco.index.annotations.starts.length - 1;
    this.#annotate(
      added.map(i => wanted[i]),
      id,
      at,
    );
  }

  /** In the order of the text. */
  replacements(): readonly Replacement[] {
    const { index, text } = this.#coco;
    const { images, annotations } = index;
    const [beside = annotations.starts.length - 1] =
      this.#added.annotations.keys();
    return [
      ...this.#fields,
      ...editList(
        images,
        { removed: this.#gone.images, added: this.#added.images },
        separatorAt(text, images, images.starts.length - 1) ?? ', ',
      ),
      ...editList(
        annotations,
        { removed: this.#gone.annotations, added: this.#added.annotations },
        separatorAt(text, annotations, beside) ??
          separatorAt(text, images, 0) ??
          ', ',
      ),
    ].sort((a, b) => a.start - b.start || a.end - b.end);
  }
}
