import { type EditableFile, tableOf, textOf } from './applyEdits';

/**
 * Names of the columns of a file of lines: of JSON Lines the fields of its first row.
 *
 * @throws EditError where the file cannot be read
 */
export function columnsOfText(file: EditableFile): readonly string[] {
  const table = tableOf(textOf(file), file);
  for (const row of table.rows()) return table.columnsOf(row);
  return [];
}
