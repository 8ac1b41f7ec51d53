import type { OpenedObject } from './OpenedObject';

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
