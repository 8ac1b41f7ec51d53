import { type EditableFile, tableOf, textOf } from './applyEdits';
import { CocoText } from './coco/CocoText';
import { cocoRowText } from './coco/CocoRowText';
import type { Restore } from './Edit';

/**
 * Rows as they stand in a file, so that they can come back as they are: with their
 * very text, behind the row they stand behind.
 *
 * @throws EditError where the file cannot be read
 */
export function findRows(
  file: EditableFile,
  keys: ReadonlySet<string>,
): readonly Restore[] {
  const text = textOf(file);
  const { split } = file;
  if (file.format === 'coco') {
    const coco = new CocoText(text, file.path, keys);
    return [...keys].flatMap((key): Restore[] => {
      const picture = coco.pictureOf(key);
      return picture
        ? [
            {
              kind: 'restore',
              key,
              cells: {},
              text: cocoRowText(coco, picture),
              split,
            },
          ]
        : [];
    });
  }
  const table = tableOf(text, file);
  const found: Restore[] = [];
  let behind: string | null = null;
  for (const row of table.rows()) {
    if (keys.has(row.key))
      found.push({
        kind: 'restore',
        key: row.key,
        cells: table.cellsOf(row),
        text: text.slice(row.start, row.end),
        behind,
        split,
      });
    behind = row.key;
  }
  return found;
}
