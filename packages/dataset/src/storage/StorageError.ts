/** What became of an attempt to get an object. */
export type StorageFailure =
  /** The storage answers and has no such object. */
  | 'missing'
  /** The storage could not be reached, or stopped answering. */
  | 'unreachable'
  /** The storage answers and does not let us in. */
  | 'refused'
  /** Other bytes came than were pinned. */
  | 'damaged'
  /** More bytes than are taken of one object. */
  | 'too-large'
  /** It may not be read from here, whatever the storage would say. */
  | 'forbidden'
  /** Nothing here reads a storage of this kind. */
  | 'unsupported';

/** Why the bytes of a file could not be had, told so that somebody can mend it. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  constructor(
    readonly failure: StorageFailure,
    message: string,
    /** The file as its repository names it, where it is known. */
    readonly file?: string,
  ) {
    super(message);
  }

  /**
   * Whether the same question may have another answer later, without a
   * commit: somebody pushes the object, a host comes back, a limit is raised.
   */
  get mayPass(): boolean {
    return this.failure !== 'unsupported';
  }

  /** The same, said of a file. */
  of(file: string): StorageError {
    return this.file === undefined
      ? new StorageError(this.failure, `${file}: ${this.message}`, file)
      : this;
  }
}
