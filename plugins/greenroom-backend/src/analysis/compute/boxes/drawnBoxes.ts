import { readBoxesText } from '@greenroom/backstage-plugin-greenroom-common';
import { openTable } from '@greenroom/dataset';
import {
  type AnnotatedImage,
  boxAgreement,
  type BoxAgreement,
  type Boxes,
} from '@greenroom/label-quality';
import { FileError } from '../../FileError';
import type { BoxesInput } from './BoxesInput';
import { kernelBoxes, type Picture } from './Picture';

/** What several annotators drew, and how far they agree. */
export type DrawnBoxes = {
  readonly people: readonly string[];
  /** Pictures that anybody drew in; one that the table has not is left out. */
  readonly pictures: readonly Picture[];
  readonly images: readonly AnnotatedImage[];
  readonly agreement: BoxAgreement;
  /** Pictures of theirs that are no rows. */
  readonly unknown: number;
};

/**
 * Reads a COCO file an annotator. Pictures are joined by file name, which is
 * the row's key, and categories by name; a picture that a file does not list,
 * its annotator never saw.
 *
 * @throws TableError, FileError naming file and entry of what cannot be used
 */
export async function readDrawnBoxes(
  { drawn, classes }: BoxesInput,
  pictures: readonly Picture[],
): Promise<DrawnBoxes | undefined> {
  if (drawn.length === 0) return undefined;
  const byAnnotator: ReadonlyMap<string, Boxes>[] = [];
  for (const file of drawn) byAnnotator.push(await readFileOf(file, classes));
  const seen = pictures.filter(({ key }) =>
    byAnnotator.some(found => found.has(key)),
  );
  const images = seen.map(({ key }) =>
    byAnnotator.map(found => found.get(key) ?? null),
  );
  const keys = new Set(byAnnotator.flatMap(found => [...found.keys()]));
  return {
    people: drawn.map(({ annotator }) => annotator),
    pictures: seen,
    images,
    agreement: boxAgreement(images, {
      annotators: drawn.length,
      classes: classes.length,
    }),
    unknown: keys.size - seen.length,
  };
}

async function readFileOf(
  { path, name }: BoxesInput['drawn'][number],
  classes: readonly string[],
): Promise<Map<string, Boxes>> {
  const table = await openTable({ path: [{ path, name }], format: 'coco' });
  try {
    const rows = await table.query(
      'SELECT path, CAST(to_json(boxes) AS VARCHAR) AS b FROM t',
    );
    return new Map(
      rows.map(row => {
        const boxes = readBoxesText(String(row.b)) ?? [];
        const stray = boxes.find(({ label }) => !classes.includes(label));
        if (stray)
          throw new FileError(
            `${name}: a box of ${row.path} has the class ${
              stray.label
            }, which is none of the declared ones (${classes.join(
              ', ',
            )}). Correct it, or add the class to the manifest.`,
            name,
          );
        return [String(row.path), kernelBoxes(boxes, classes)];
      }),
    );
  } finally {
    table.close();
  }
}
