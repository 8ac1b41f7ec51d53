import type { Box } from '../boxes/Box';
import { diffBoxes } from '../boxes/diffBoxes';
import type { Replacement } from '../Replacement';
import { editAnnotation, writeAnnotation } from './Annotation';
import type { CocoPicture, CocoText } from './CocoText';
import { editList, separatorAt } from './editList';

/** Gathers what is to be written in a COCO file, picture by picture. */
export class CocoWriter {
  readonly #coco: CocoText;
  readonly #fields: Replacement[] = [];
  readonly #gone = {
    images: new Set<number>(),
    annotations: new Set<number>(),
  };
  readonly #added = new Map<number, string[]>();
  #id: number;

  constructor(coco: CocoText) {
    this.#coco = coco;
    this.#id = coco.greatestId;
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
    for (const i of added) {
      this.#id++;
      const ids = {
        id: this.#id,
        imageId: id,
        categoryId: coco.categoryId(wanted[i].label),
      };
      const like = at < 0 ? undefined : coco.annotationText(at);
      const written = writeAnnotation(wanted[i], ids, like, coco.index);
      this.#added.set(at, [...(this.#added.get(at) ?? []), written]);
    }
  }

  /** In the order of the text. */
  replacements(): readonly Replacement[] {
    const { index, text } = this.#coco;
    const { images, annotations } = index;
    const [beside = annotations.starts.length - 1] = this.#added.keys();
    return [
      ...this.#fields,
      ...editList(images, { removed: this.#gone.images, added: new Map() }, ''),
      ...editList(
        annotations,
        { removed: this.#gone.annotations, added: this.#added },
        separatorAt(text, annotations, beside) ??
          separatorAt(text, images, 0) ??
          ', ',
      ),
    ].sort((a, b) => a.start - b.start || a.end - b.end);
  }
}
