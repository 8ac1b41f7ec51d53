import type { OpenedObject } from './OpenedObject';
import type { LocalFile } from './ReadAddress';

/** A folder, a bucket or a web server in which objects lie by key. */
export interface ObjectPlace {
  /** As people know it; without credentials. */
  readonly name: string;
  /**
   * Undefined where the place answers that it has no such object.
   *
   * @param key - path below the place, with `/` between its parts
   * @throws StorageError where it cannot be asked
   */
  open(key: string, signal: AbortSignal): Promise<OpenedObject | undefined>;
}

/** What became of an object that was to be kept: objects are named by their content, so none is sent twice. */
export type Kept = 'kept' | 'there';

/** An object that stands on this machine. */
export type LocalObject = LocalFile & { readonly sha256: string };

/** A place that takes objects, too. */
export interface WritablePlace extends ObjectPlace {
  /**
   * Puts an object there whole or not at all, unless there is one of its key and size.
   *
   * @throws StorageError where the place does not take it
   */
  keep(key: string, object: LocalObject, signal: AbortSignal): Promise<Kept>;
}
