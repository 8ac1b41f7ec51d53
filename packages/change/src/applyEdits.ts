import { Conflict, Edit, Edited, EditError } from './Edit';
import { findCsvCells } from './findCsvCells';
import { findJsonlCells } from './findJsonlCells';
import { RowCells } from './RowCells';

export type EditableFormat = 'csv' | 'tsv' | 'jsonl';

/**
 * Applies decisions to a file by the smallest textual change: a relabelled row
 * changes the bytes of its label cell, an excluded row takes its line away, and
 * no other byte moves.
 *
 * @throws EditError where the file cannot be read, naming file and line
 */
export function applyEdits(question: {
  readonly content: Buffer;
  /** Path in the repository, for messages. */
  readonly path: string;
  readonly format: EditableFormat;
  readonly key: string;
  readonly label: string;
  readonly edits: readonly Edit[];
}): Edited {
  const { content, path, format, key, label, edits } = question;
  const text = content.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(content)) {
    throw new EditError(`${path} is not UTF-8. Save it as UTF-8 first.`, path);
  }
  const wanted = new Map(edits.map(edit => [edit.key, edit]));
  const applied: Edit[] = [];
  const unchanged: Edit[] = [];
  const conflicts: Conflict[] = [];
  const replacements: { start: number; end: number; written: string }[] = [];
  const rows =
    format === 'jsonl'
      ? findJsonlCells(text, path, { key, label })
      : findCsvCells(text, path, {
          key,
          label,
          delimiter: format === 'csv' ? ',' : '\t',
        });
  for (const row of rows) {
    const edit = wanted.get(row.key);
    if (!edit) continue;
    wanted.delete(row.key);
    if (edit.kind === 'relabel' && row.label === edit.to) {
      unchanged.push(edit);
    } else if (row.label !== edit.from) {
      conflicts.push({ key: edit.key, expected: edit.from, found: row.label });
    } else {
      applied.push(edit);
      replacements.push(replacementFor(edit, row));
    }
  }
  for (const edit of wanted.values()) {
    if (edit.kind === 'exclude') unchanged.push(edit);
    else conflicts.push({ key: edit.key, expected: edit.from });
  }
  return {
    content: Buffer.from(replaced(text, replacements), 'utf8'),
    changedLines: replacements.length,
    applied,
    unchanged,
    conflicts,
  };
}

function replacementFor(edit: Edit, row: RowCells) {
  return edit.kind === 'exclude'
    ? { start: row.start, end: row.end, written: '' }
    : {
        start: row.labelStart,
        end: row.labelEnd,
        written: row.writeLabel(edit.to ?? ''),
      };
}

/** Replacements come in the order of the text. */
function replaced(
  text: string,
  replacements: readonly { start: number; end: number; written: string }[],
): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end, written } of replacements) {
    parts.push(text.slice(at, start), written);
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}
