/** What a person decided about one row. The label of a picture with boxes is the JSON array of its boxes. */
export type Edit = {
  /** Value of the key column, as text. */
  readonly key: string;
  readonly kind: 'relabel' | 'exclude';
  /** The label the person saw. */
  readonly from: string;
  /** The label the row shall have; for relabel. */
  readonly to?: string;
};

export type Conflict = {
  readonly key: string;
  /** The label the decision was made on. */
  readonly expected: string;
  /** The label that stands in the file now; undefined where the row is gone. */
  readonly found?: string;
};

/** A file after edits, and what became of each. */
export type Edited = {
  readonly content: Buffer;
  /** Lines of the file that differ. */
  readonly changedLines: number;
  readonly applied: readonly Edit[];
  /** Edits that the file has already. */
  readonly unchanged: readonly Edit[];
  /** Edits that rest on a label that is no longer there. */
  readonly conflicts: readonly Conflict[];
  /** Edits of rows that the file does not have: another may, see `gatherEdits`. */
  readonly absent: readonly Edit[];
};

/** What is wrong with the file to be edited. */
export class EditError extends Error {
  override readonly name = 'EditError';
  constructor(message: string, readonly file: string, readonly line?: number) {
    super(message);
  }
}
