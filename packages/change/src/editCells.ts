import type { Conflict, Edit } from './Edit';
import type { FileEdits } from './FileEdits';
import type { Replacement } from './Replacement';
import type { RowCells } from './RowCells';

/** What has to be written so that rows have other labels, or are no longer there. */
export function editCells(
  rows: Iterable<RowCells>,
  edits: readonly Edit[],
): FileEdits {
  const wanted = new Map(edits.map(edit => [edit.key, edit]));
  const applied: Edit[] = [];
  const unchanged: Edit[] = [];
  const conflicts: Conflict[] = [];
  const replacements: Replacement[] = [];
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
  return {
    replacements,
    applied,
    unchanged,
    conflicts,
    absent: [...wanted.values()],
  };
}

function replacementFor(edit: Edit, row: RowCells): Replacement {
  return edit.kind === 'exclude'
    ? { start: row.start, end: row.end, written: '' }
    : {
        start: row.labelStart,
        end: row.labelEnd,
        written: row.writeLabel(edit.to ?? ''),
      };
}
