/** What is wrong with a table, told so that its author can mend it. */
export class TableError extends Error {
  override readonly name = 'TableError';
  constructor(
    message: string,
    /** The file as it was given to be opened. */
    readonly file?: string,
    /** Line in the file, from 1, where it is known. */
    readonly line?: number,
  ) {
    super(message);
  }
}
