import type { Readable } from 'node:stream';

/** An object whose bytes are on their way. */
export type OpenedObject = {
  readonly stream: Readable;
  /** As the storage says; git objects have to say it. */
  readonly sizeBytes?: number;
  /** As the storage says, without quotes. */
  readonly etag?: string;
  /**
   * Set for objects of DVC before 3.0, whose md5 of a text file is that of the
   * text with `\n` at the end of each line.
   */
  readonly md5?: 'dos2unix';
};

/**
 * Opens an object. Streams end early or late as a remote likes; whoever reads
 * verifies.
 *
 * @throws StorageError where it cannot be had
 */
export type OpenObject = (signal: AbortSignal) => Promise<OpenedObject>;
