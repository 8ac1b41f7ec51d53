import { createHash } from 'node:crypto';
import { MultisetHash } from './MultisetHash';

/** Version of the canonical form and of the hash; part of every digest. */
const PREFIX = 'gr2';

/**
 * The digest of some rows, to be gone on with: rows are added, and digests of
 * chunks are merged, in any order. It can be written down, so that a table
 * that grew is digested by its new chunks alone.
 */
export class RowsDigest {
  #rows = 0;
  #hash = new MultisetHash();

  /** @param schema - names and kinds of the columns, as `canonicalRow` gives them */
  constructor(readonly schema: string) {}

  get rows(): number {
    return this.#rows;
  }

  /** @param rowHash - SHA-256 of the canonical row, 64 hexadecimal digits */
  add(rowHash: string): void {
    this.#hash.add(rowHash);
    this.#rows += 1;
  }

  /** @throws Error where the other's columns are others, or of another kind */
  merge(other: RowsDigest): void {
    if (other.schema !== this.schema) {
      throw new Error(
        'Digests of rows with different columns cannot be merged. Digest all rows under one schema.',
      );
    }
    this.#hash.merge(other.#hash);
    this.#rows += other.#rows;
  }

  /**
   * The content digest. The names of the columns count, their order does not.
   *
   * @returns `gr2:` and 64 hexadecimal digits
   */
  finish(): string {
    const names = (JSON.parse(this.schema) as [string, string][]).map(
      ([name]) => name,
    );
    const content = JSON.stringify([names, this.#rows, this.#hash.digest()]);
    return `${PREFIX}:${createHash('sha256').update(content).digest('hex')}`;
  }

  toJSON() {
    return {
      schema: this.schema,
      rows: this.#rows,
      hash: this.#hash.toString(),
    };
  }

  /** @throws Error where the text is no digest that was written down */
  static fromJSON(written: {
    schema: string;
    rows: number;
    hash: string;
  }): RowsDigest {
    const digest = new RowsDigest(written.schema);
    digest.#rows = written.rows;
    digest.#hash = MultisetHash.parse(written.hash);
    return digest;
  }
}
