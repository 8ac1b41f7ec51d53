import { editCoco } from './coco/editCoco';
import { type Edit, type Edited, EditError } from './Edit';
import { editCells } from './editCells';
import type { FileEdits } from './FileEdits';
import { findCsvCells } from './findCsvCells';
import { findJsonlCells } from './findJsonlCells';
import { countChangedLines, replaced } from './Replacement';

export const EDITABLE_FORMATS = ['csv', 'tsv', 'jsonl', 'coco'] as const;
export type EditableFormat = (typeof EDITABLE_FORMATS)[number];

type Question = {
  readonly content: Buffer;
  /** Path in the repository, for messages. */
  readonly path: string;
  readonly format: EditableFormat;
  /** Names of columns; of COCO files the row is the picture, its key the `file_name`, its label the text of its boxes. */
  readonly key: string;
  readonly label: string;
  readonly edits: readonly Edit[];
};

/**
 * Applies decisions to a file by the smallest textual change: a relabelled row
 * changes the bytes of its label cell, an excluded row takes its line away; of a
 * picture with other boxes only those numbers change that are others. No other
 * byte moves.
 *
 * @throws EditError where the file cannot be read, naming file and line
 */
export function applyEdits(question: Question): Edited {
  const { content, path } = question;
  const text = content.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(content)) {
    throw new EditError(`${path} is not UTF-8. Save it as UTF-8 first.`, path);
  }
  const { replacements, ...outcome } = editsOf(text, question);
  return {
    ...outcome,
    content: Buffer.from(replaced(text, replacements), 'utf8'),
    changedLines: countChangedLines(text, replacements),
  };
}

function editsOf(
  text: string,
  { path, format, key, label, edits }: Question,
): FileEdits {
  switch (format) {
    case 'coco':
      return editCoco(text, path, edits);
    case 'jsonl':
      return editCells(findJsonlCells(text, path, { key, label }), edits);
    default:
      return editCells(
        findCsvCells(text, path, {
          key,
          label,
          delimiter: format === 'csv' ? ',' : '\t',
        }),
        edits,
      );
  }
}
