import { type CellKind, type DeclaredKinds, inferKind } from './cellKinds';
import type { CsvImage } from './CsvImage';
import type { KeyIndex } from './KeyIndex';

/** The rows of one revision, and for each cell the commit that last set it. */
export class BlameState {
  readonly #kinds = new Map<number, CellKind>();

  constructor(
    readonly image: CsvImage,
    readonly keys: KeyIndex,
    readonly declared: DeclaredKinds,
    /** Indices of commits, row by row: rows are looked up in any order. */
    readonly commits: Int32Array,
  ) {}

  commitOf(row: number, column: number): number {
    return this.commits[row * this.image.names.length + column];
  }

  /** What a column is, by declaration or by all of its cells. */
  kindOf(column: number): CellKind {
    const known =
      this.#kinds.get(column) ??
      this.declared.get(this.image.names[column]) ??
      inferKind(this.image.texts(column));
    this.#kinds.set(column, known);
    return known;
  }
}

/** The rows of a revision, before anything is known of the past. */
export type RevisionRows = {
  readonly image: CsvImage;
  readonly keys: KeyIndex;
  readonly declared: DeclaredKinds;
};

/** The first revision: its commit set every cell. */
export function beginState(rows: RevisionRows, commit: number): BlameState {
  const { image, keys, declared } = rows;
  return new BlameState(
    image,
    keys,
    declared,
    new Int32Array(image.rowCount * image.names.length).fill(commit),
  );
}
