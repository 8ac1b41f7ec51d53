import { type EditableFile, tableOf, textOf } from '../applyEdits';
import { CocoText } from '../coco/CocoText';
import type { MergeRow } from './MergeConflict';

/**
 * Rows of a file by their key, each with the cells that hold a value; of COCO
 * the pictures, with their boxes.
 *
 * @param keys - of the rows that are wanted
 * @throws EditError where the file cannot be read
 */
export function readRows(
  file: EditableFile,
  keys: ReadonlySet<string>,
): ReadonlyMap<string, MergeRow> {
  const text = textOf(file);
  const { path, split } = file;
  if (file.format !== 'coco') {
    const table = tableOf(text, file);
    const rows = new Map<string, MergeRow>();
    for (const row of table.rows())
      if (keys.has(row.key))
        rows.set(row.key, { cells: table.cellsOf(row), split });
    return rows;
  }
  const coco = new CocoText(text, path, keys);
  return new Map(
    [...keys].flatMap((key): [string, MergeRow][] => {
      const picture = coco.pictureOf(key);
      if (!picture) return [];
      const boxes = picture.annotations.map(({ box }) => box);
      const cells = { [file.label ?? 'boxes']: JSON.stringify(boxes) };
      return [[key, { cells, split }]];
    }),
  );
}
