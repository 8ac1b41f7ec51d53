/** What is wrong with a stranger's file, told so that its author can mend it. */
export class FileError extends Error {
  override readonly name = 'FileError';
  constructor(message: string, readonly file?: string, readonly line?: number) {
    super(message);
  }
}
