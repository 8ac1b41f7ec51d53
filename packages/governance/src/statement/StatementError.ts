/** What cannot be read as what it is said to be; the message names file, place and remedy. */
export class StatementError extends Error {
  override readonly name = 'StatementError';
}
