import { type EditableFile, tableOf, textOf } from './applyEdits';
import type { Cells, Edit } from './Edit';
import { pairRows } from './rows/pairRows';
import type { TextRow, TextTable } from './rows/TextTable';

/** What makes one state of a file the other. */
export type FileDifference = {
  readonly edits: readonly Edit[];
  /** Rows of the first state that change or go, by key, with the cells that hold a value. */
  readonly before: ReadonlyMap<string, Cells>;
};

/**
 * What makes one state of a file of rows (CSV, TSV, JSON Lines) the other. Applied to
 * the first with `applyEdits` and `placeNewRows` it gives the bytes of the second
 * where the two differ by edits alone; a row in another place is no difference.
 *
 * @throws EditError where one of them cannot be read
 */
export function editsBetween(
  file: Omit<EditableFile, 'content'>,
  before: Buffer,
  after: Buffer,
): readonly Edit[] {
  return differenceOf(file, before, after).edits;
}

/**
 * `editsBetween`, with the rows that it is about as they were. In memory are the
 * two texts and the rows that differ, see `pairRows`.
 */
export function differenceOf(
  file: Omit<EditableFile, 'content'>,
  before: Buffer,
  after: Buffer,
): FileDifference {
  const old = tableOf(textOf({ ...file, content: before }), file);
  const fresh = tableOf(textOf({ ...file, content: after }), file);
  const { changed, gone, coming } = pairRows(old, fresh);
  const was = new Map<string, Cells>();
  const changes = changed.flatMap(([from, to]) => {
    const edits = changesOf(file, [old, from], [fresh, to]);
    if (edits.length > 0) was.set(from.key, old.cellsOf(from));
    return edits;
  });
  const goings = gone.map((row): Edit => {
    was.set(row.key, old.cellsOf(row));
    return {
      kind: 'exclude',
      key: row.key,
      ...(file.label === undefined
        ? {}
        : { from: row.valueOf(file.label) ?? '' }),
    };
  });
  const comings = coming.map(
    ({ row, behind }): Edit => ({
      kind: 'restore',
      key: row.key,
      cells: fresh.cellsOf(row),
      text: fresh.text.slice(row.start, row.end),
      behind,
      ...(file.split === undefined ? {} : { split: file.split }),
    }),
  );
  return { edits: [...changes, ...goings, ...comings], before: was };
}

type Side = readonly [table: TextTable, row: TextRow];

function changesOf(
  { key, label }: Pick<EditableFile, 'key' | 'label'>,
  [old, before]: Side,
  [fresh, after]: Side,
): readonly Edit[] {
  const columns = new Set([
    ...old.columnsOf(before),
    ...fresh.columnsOf(after),
  ]);
  return [...columns].flatMap((column): Edit[] => {
    const [from, to] = [before.valueOf(column), after.valueOf(column)];
    const written = after.writtenOf(column);
    if (column === key || written === before.writtenOf(column)) return [];
    const edit = { key: before.key, to: to ?? null, written: written ?? '' };
    return column === label
      ? [{ ...edit, kind: 'relabel', from: from ?? '', to: to ?? '' }]
      : [{ ...edit, kind: 'cell', column, from: from ?? null }];
  });
}
