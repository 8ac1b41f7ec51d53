import type { Cells, CellValue, Edit } from '../Edit';

/** A row as one side has it. */
export type MergeRow = {
  /** Those that hold a value. */
  readonly cells: Cells;
  /** Where splits are files: the one that it stands in. */
  readonly split?: string;
};

/** What keeps an edit and the file as it is now from going together. */
export type ConflictKind =
  /** Both gave one cell another value, or moved the row, and not to the same. */
  | 'both-changed'
  /** Changed or moved here, gone there. */
  | 'removed-there'
  /** Excluded here, changed there. */
  | 'changed-there'
  /** Added or restored here; there, too, with other cells. */
  | 'added-there';

/** How a conflict is settled: one side's word, or another value for the cell. */
export type Decision = 'ours' | 'theirs' | { readonly value: CellValue };

export type MergeConflict = {
  /** Of an edit of this cell or row against this state there: where that is another, so is the conflict. */
  readonly id: string;
  readonly kind: ConflictKind;
  readonly edit: Edit;
  /** The cell; absent where the row as a whole is meant, or its split in files. */
  readonly column?: string;
  /** Undefined where there is no such row, or it is not known. */
  readonly base?: CellValue;
  readonly ours?: CellValue;
  readonly theirs?: CellValue;
  /** The row as it is there; of one that is gone, as it was. */
  readonly row?: Cells;
  readonly choices: readonly ('ours' | 'theirs' | 'value')[];
};
