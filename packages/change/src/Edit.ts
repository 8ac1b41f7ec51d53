/** The text of a cell; null where the row has no value there. CSV does not tell that from an empty text. */
export type CellValue = string | null;

/** Of a row, by name of column. */
export type Cells = Readonly<Record<string, CellValue>>;

type OfRow = {
  /** Value of the key column, as text. */
  readonly key: string;
};

/** Another label. That of a picture with boxes is the JSON array of its boxes. */
export type Relabel = OfRow & {
  readonly kind: 'relabel';
  /** The label the person saw. */
  readonly from: string;
  readonly to: string;
  readonly written?: string;
};

/** Another value in one cell that is neither key nor label. */
export type CellEdit = OfRow & {
  readonly kind: 'cell';
  readonly column: string;
  /** The value the person saw. */
  readonly from: CellValue;
  readonly to: CellValue;
  /** How the file shall write it, quotes and all, so that it comes back as it was; empty: without its field. */
  readonly written?: string;
};

export type Exclude = OfRow & {
  readonly kind: 'exclude';
  /** The label the person saw; absent where rows have none. */
  readonly from?: string;
};

/** A new row. */
export type AddRow = OfRow & {
  readonly kind: 'add';
  /** All that are not null, the key and the label with them. */
  readonly cells: Cells;
  /** Where splits are files: the one it goes to. */
  readonly split?: string;
  /** Key of the row that it comes behind; null: before all others. Absent, or gone: behind all others. */
  readonly behind?: string | null;
};

/** A row that was there once. */
export type Restore = OfRow & {
  readonly kind: 'restore';
  readonly cells: Cells;
  readonly split?: string;
  /** The very text it had in its file; taken where the file still has those columns. */
  readonly text?: string;
  readonly behind?: string | null;
};

/** A row that goes from one split to another: where splits are files its text, else the cell of its split. */
export type MoveRow = OfRow & {
  readonly kind: 'move';
  readonly from: string;
  readonly to: string;
  readonly behind?: string | null;
};

/** What a person decided about one row. Of a row several edits of cells may stand beside each other. */
export type Edit = Relabel | CellEdit | Exclude | AddRow | Restore | MoveRow;

/** Edits that bring a row with them. */
export type NewRow = AddRow | Restore;

export type Conflict = {
  readonly key: string;
  /** Of an edit of a cell. */
  readonly column?: string;
  /** What the decision was made on: the label, the cell or the split; undefined where there was no such row. */
  readonly expected?: CellValue;
  /** What stands in the file now; undefined where the row is gone. */
  readonly found?: CellValue;
};

/** What became of each edit. */
export type Outcome = {
  readonly applied: readonly Edit[];
  /** Edits that the file has already. */
  readonly unchanged: readonly Edit[];
  /** Edits that rest on something that is no longer there. */
  readonly conflicts: readonly Conflict[];
  /** Edits of rows that the file does not have: another may, see `editFiles`. */
  readonly absent: readonly Edit[];
  /** Rows that left the file for another split, as they are to be written there. */
  readonly leaving: readonly NewRow[];
};

/**
 * A file after edits.
 *
 * @typeParam C - what holds the content of a file: its bytes, or where they are
 */
export type Edited<C = Buffer> = Outcome & {
  readonly content: C;
  /** Lines of the file that differ. */
  readonly changedLines: number;
};

/** What is wrong with the file to be edited. */
export class EditError extends Error {
  override readonly name = 'EditError';
  constructor(message: string, readonly file: string, readonly line?: number) {
    super(message);
  }
}
