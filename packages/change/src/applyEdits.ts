import { isUtf8 } from 'node:buffer';
import type { Dialect } from '@greenroom/dataset';
import { editCoco } from './coco/editCoco';
import { placeInCoco } from './coco/placeInCoco';
import { type Edit, type Edited, EditError, type NewRow } from './Edit';
import type { FileEdits } from './FileEdits';
import { countChangedLines, replaced } from './Replacement';
import { csvDialect } from './rows/CsvDialect';
import { CsvTable } from './rows/CsvTable';
import { editRows } from './rows/editRows';
import { JsonlTable } from './rows/JsonlTable';
import { placeRows } from './rows/placeRows';
import type { TextTable } from './rows/TextTable';

const UTF_8 = 'utf-8';

export const EDITABLE_FORMATS = ['csv', 'tsv', 'jsonl', 'coco'] as const;
export type EditableFormat = (typeof EDITABLE_FORMATS)[number];

/** A file with rows, and what its columns mean. */
export type EditableFile = {
  readonly content: Buffer;
  /** Path in the repository, for messages. */
  readonly path: string;
  readonly format: EditableFormat;
  /** Names of columns; of COCO files the row is the picture, its key the `file_name`, its label the text of its boxes. */
  readonly key: string;
  /** Absent where rows have no label. */
  readonly label?: string;
  /** Where splits are files: the one that this file is of. */
  readonly split?: string;
  /** Of delimited text; what is absent is found out as where tables are read. */
  readonly dialect?: Dialect;
};

/**
 * Applies edits to the rows that a file has, by the smallest textual change: a cell
 * changes its own bytes, an excluded row takes its line away; of a picture with
 * other boxes only those numbers change that are others. No other byte moves. Rows
 * that are to come are left to `placeNewRows`.
 *
 * @throws EditError where the file cannot be read, or a row cannot be changed so, naming file and line
 */
export function applyEdits(
  file: EditableFile & { readonly edits: readonly Edit[] },
): Edited {
  const text = textOf(file);
  const { replacements, ...outcome } =
    file.format === 'coco'
      ? editCoco(text, file, file.edits)
      : editRows(tableOf(text, file), file.edits, file);
  return edited(text, replacements, outcome);
}

/**
 * Writes new rows into a file in its own way: quotes, spacing, order of fields and
 * line ends as its other rows have them.
 *
 * @param file - that has none of the rows
 * @throws EditError where the file cannot be read, or has no column of a cell
 */
export function placeNewRows(
  file: EditableFile & { readonly rows: readonly NewRow[] },
): Edited {
  const text = textOf(file);
  const replacements =
    file.format === 'coco'
      ? placeInCoco(text, file, file.rows)
      : placeRows(tableOf(text, file), file.rows, file.path);
  return edited(text, replacements, {
    applied: file.rows,
    unchanged: [],
    conflicts: [],
    absent: [],
    leaving: [],
  });
}

/** The rows of a file of text; of COCO see `CocoText`. */
export function tableOf(
  text: string,
  { path, format, key, dialect }: Omit<EditableFile, 'content'>,
): TextTable {
  switch (format) {
    case 'coco':
      throw new EditError(`${path} is COCO, whose rows are no lines.`, path);
    case 'jsonl':
      return new JsonlTable(text, path, { key });
    default:
      return new CsvTable(text, path, {
        key,
        dialect: csvDialect(text, path, format, dialect),
      });
  }
}

/** @throws EditError where it is no UTF-8 */
export function textOf({
  content,
  path,
  dialect,
}: Pick<EditableFile, 'content' | 'path' | 'dialect'>): string {
  const { encoding = UTF_8 } = dialect ?? {};
  if (encoding.toLowerCase().replace('utf8', UTF_8) !== UTF_8)
    throw new EditError(
      `${path} is in ${encoding}, and only UTF-8 is edited. Save it as UTF-8, and take the encoding out of the manifest.`,
      path,
    );
  if (!isUtf8(content))
    throw new EditError(`${path} is not UTF-8. Save it as UTF-8 first.`, path);
  return content.toString('utf8');
}

function edited(
  text: string,
  replacements: FileEdits['replacements'],
  outcome: Omit<FileEdits, 'replacements'>,
): Edited {
  return {
    ...outcome,
    content: Buffer.from(replaced(text, replacements), 'utf8'),
    changedLines: countChangedLines(text, replacements),
  };
}
