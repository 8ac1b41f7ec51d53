import { type Conflict, type Edit, EditError, type NewRow } from '../Edit';
import type { FileEdits } from '../FileEdits';
import type { Replacement } from '../Replacement';
import { isSameValue } from './isSameValue';
import { RemovedRows } from './RemovedRows';
import type { TextRow, TextTable } from './TextTable';

/** What the columns of a file mean. */
export type RowMeaning = {
  /** Path in the repository, for messages. */
  readonly path: string;
  /** Absent where rows have no label. */
  readonly label?: string;
  /** Where splits are files: the one that this file is of. */
  readonly split?: string;
};

class Outcomes {
  readonly applied: Edit[] = [];
  readonly unchanged: Edit[] = [];
  readonly conflicts: Conflict[] = [];
  readonly leaving: NewRow[] = [];
  readonly cells: Replacement[] = [];
  #gone: TextRow | undefined;

  remove(row: TextRow): void {
    this.#gone = row;
  }

  isGone(row: TextRow): boolean {
    return this.#gone === row;
  }

  with(absent: readonly Edit[], removals: readonly Replacement[]): FileEdits {
    const { applied, unchanged, conflicts, leaving, cells } = this;
    return {
      applied,
      unchanged,
      conflicts,
      leaving,
      absent,
      replacements: [...cells, ...removals].sort((a, b) => a.start - b.start),
    };
  }
}

/**
 * What has to be written so that the rows that stand in a text have other cells, or
 * are no longer there. Rows that are to come are `absent` unless they are there.
 *
 * @throws EditError where a row cannot be changed so, naming it
 */
export function editRows(
  table: TextTable,
  edits: readonly Edit[],
  meaning: RowMeaning,
): FileEdits {
  const wanted = byKey(edits, meaning.path);
  const outcome = new Outcomes();
  const rows = new RemovedRows(table);
  for (const row of table.rows()) {
    const found = wanted.get(row.key);
    wanted.delete(row.key);
    for (const edit of found ?? [])
      editRow({ row, table, meaning }, edit, outcome);
    rows.pass(row, outcome.isGone(row));
  }
  return outcome.with([...wanted.values()].flat(), rows.replacements());
}

type Place = {
  readonly row: TextRow;
  readonly table: TextTable;
  readonly meaning: RowMeaning;
};

function editRow(place: Place, edit: Edit, outcome: Outcomes): void {
  const { row, meaning } = place;
  switch (edit.kind) {
    case 'relabel':
      editCell(place, edit, labelOf(meaning), outcome);
      return;
    case 'cell':
      editCell(place, edit, edit.column, outcome);
      return;
    case 'exclude':
      excludeRow(place, edit, outcome);
      return;
    case 'move':
      moveRow(place, edit, outcome);
      return;
    default:
      if (isThere(row, edit, meaning)) outcome.unchanged.push(edit);
      else
        outcome.conflicts.push({
          key: edit.key,
          found: foundOf(row, meaning),
        });
  }
}

function editCell(
  { row }: Place,
  edit: Extract<Edit, { kind: 'relabel' | 'cell' }>,
  column: string,
  outcome: Outcomes,
): void {
  if (row.holds(column, edit.to)) outcome.unchanged.push(edit);
  else if (!isSameValue(row.valueOf(column), edit.from))
    outcome.conflicts.push({
      key: edit.key,
      ...(edit.kind === 'cell' ? { column } : {}),
      expected: edit.from,
      found: row.valueOf(column) ?? null,
    });
  else {
    outcome.applied.push(edit);
    outcome.cells.push(row.write(column, edit.to, edit.written));
  }
}

function excludeRow(
  place: Place,
  edit: Extract<Edit, { kind: 'exclude' }>,
  outcome: Outcomes,
): void {
  const { row, meaning } = place;
  const found = foundOf(row, meaning);
  if (edit.from !== undefined && !isSameValue(found, edit.from))
    outcome.conflicts.push({ key: edit.key, expected: edit.from, found });
  else {
    outcome.applied.push(edit);
    outcome.remove(row);
  }
}

function moveRow(
  place: Place,
  edit: Extract<Edit, { kind: 'move' }>,
  outcome: Outcomes,
): void {
  const { row, table, meaning } = place;
  const { key, from, to, behind } = edit;
  if (meaning.split === to) outcome.unchanged.push(edit);
  else if (meaning.split !== from)
    outcome.conflicts.push({ key, expected: from, found: meaning.split });
  else {
    outcome.applied.push(edit);
    outcome.leaving.push({
      kind: 'restore',
      key,
      cells: table.cellsOf(row),
      text: table.text.slice(row.start, row.end),
      split: to,
      behind,
    });
    outcome.remove(row);
  }
}

/** Whether a row that is to come stands there with all its cells. */
function isThere(row: TextRow, edit: NewRow, { split }: RowMeaning): boolean {
  const isInPlace =
    edit.split === undefined || split === undefined || edit.split === split;
  return (
    isInPlace &&
    Object.entries(edit.cells).every(([column, value]) =>
      isSameValue(row.valueOf(column), value),
    )
  );
}

function foundOf(row: TextRow, { label }: RowMeaning) {
  return label === undefined ? null : row.valueOf(label) ?? '';
}

function labelOf({ label, path }: RowMeaning): string {
  if (label === undefined)
    throw new EditError(
      `The rows of ${path} have no label that is declared. Name the column as label in the manifest.`,
      path,
    );
  return label;
}

/** @throws EditError where a row is to go and to change at once, or is named twice */
function byKey(
  edits: readonly Edit[],
  path: string,
): Map<string, readonly Edit[]> {
  const found = new Map<string, Edit[]>();
  for (const edit of edits) {
    const known = found.get(edit.key) ?? [];
    if (known.some(other => !areBeside(other, edit)))
      throw new EditError(
        `The row ${edit.key} of ${path} is changed in two ways that exclude each other (${known[0].kind} and ${edit.kind}). Take one of them back.`,
        path,
      );
    found.set(edit.key, [...known, edit]);
  }
  return found;
}

/** Cells of a row change beside each other, and beside its label; all else is said of a row once. */
function areBeside(a: Edit, b: Edit): boolean {
  const isOfCell = (edit: Edit) =>
    edit.kind === 'cell' || edit.kind === 'relabel';
  const columnOf = (edit: Edit) =>
    edit.kind === 'cell' ? edit.column : undefined;
  if (isOfCell(a) && isOfCell(b)) return columnOf(a) !== columnOf(b);
  // A row that moves takes its cells with it, as they are then.
  return false;
}
