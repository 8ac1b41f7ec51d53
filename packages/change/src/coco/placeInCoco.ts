import { readBoxes } from '../boxes/Box';
import { EditError, type NewRow } from '../Edit';
import type { Replacement } from '../Replacement';
import { readCocoRowText } from './CocoRowText';
import { CocoText } from './CocoText';
import { CocoWriter } from './CocoWriter';

/** Columns of a table of pictures that other parts of a file say. */
const DERIVED = ['box_count', 'size_bytes', 'sha256', 'bytes'];

/**
 * What has to be written in a COCO file so that it has new pictures. One that was
 * written elsewhere keeps its own text, but for numbers that are taken here, and the
 * numbers of the classes.
 *
 * @throws EditError where the boxes of a picture cannot be read, or are of a class that the file has not
 */
export function placeInCoco(
  text: string,
  {
    path,
    key,
    label,
  }: { readonly path: string; readonly key: string; readonly label?: string },
  rows: readonly NewRow[],
): readonly Replacement[] {
  const anchors = rows.flatMap(({ behind }) => behind ?? []);
  const coco = new CocoText(text, path, new Set(anchors));
  const writer = new CocoWriter(coco);
  for (const row of rows) {
    const written =
      row.kind === 'restore' && row.text !== undefined
        ? readCocoRowText(row.text)
        : undefined;
    if (written) writer.place(written, row.behind);
    else {
      const cells = Object.fromEntries(
        Object.entries(row.cells).filter(
          ([name]) => name !== key && name !== label && !DERIVED.includes(name),
        ),
      );
      const boxes = label === undefined ? undefined : row.cells[label];
      writer.draw(
        { name: row.key, cells, boxes: boxesOf(boxes ?? '[]', row, path) },
        row.behind,
      );
    }
  }
  return writer.replacements();
}

function boxesOf(text: string, { key }: NewRow, path: string) {
  const boxes = readBoxes(text);
  if (boxes) return boxes;
  throw new EditError(
    `The boxes of the new picture ${key} are no list of boxes, so ${path} was not changed. Give a JSON array of label, x, y, width and height.`,
    path,
  );
}
