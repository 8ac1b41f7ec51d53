import type { SourceTreeEntry } from '@greenroom/backstage-plugin-greenroom-node';

/** Smaller files may as well be read before they are refused. */
const NOTEWORTHY_BYTES = 1024 * 1024;
const REMEMBERED_FILES = 10_000;

/** Sizes of large files, as trees told them, so that a file over a limit is never asked for. */
export class BlobSizes {
  readonly #sizes = new Map<string, number>();

  remember(entries: readonly SourceTreeEntry[]): void {
    for (const { oid, sizeBytes = 0 } of entries) {
      if (sizeBytes < NOTEWORTHY_BYTES) continue;
      this.#sizes.delete(oid);
      this.#sizes.set(oid, sizeBytes);
    }
    for (const oldest of this.#sizes.keys()) {
      if (this.#sizes.size <= REMEMBERED_FILES) break;
      this.#sizes.delete(oldest);
    }
  }

  get(oid: string): number | undefined {
    return this.#sizes.get(oid);
  }
}
