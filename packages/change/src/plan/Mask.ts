import type { DatasetManifest } from '@greenroom/manifest';
import { MASKED } from './Plan';

/** Longer texts are cut: a plan is read beside the rows, not instead of them. */
const MOST_CHARACTERS = 200;

/** Keeps what is personal out of a plan. */
export class Mask {
  readonly #personal: ReadonlySet<string>;

  constructor(
    sides: readonly (Pick<DatasetManifest, 'columns'> | undefined)[],
  ) {
    this.#personal = new Set(sides.flatMap(personalColumns));
  }

  hides(column: string | undefined): boolean {
    return column !== undefined && this.#personal.has(column);
  }

  /** A cell, or a key, of a column; undefined where nobody says which. */
  cell<T>(column: string | undefined, value: T): T | string {
    if (this.hides(column)) return MASKED;
    return typeof value === 'string' ? cut(value) : value;
  }

  text(column: string | undefined, value: string): string {
    return this.hides(column) ? MASKED : cut(value);
  }

  /** What a library says of a file: it may name a cell, of whichever column. */
  message(error: Error): string {
    return this.#personal.size === 0
      ? error.message
      : 'What is wrong names cells, and some columns are personal. Run greenroom plan where the data is, to read it.';
  }
}

/** A column that was personal stays so in a plan that makes it none. */
export function personalColumns(
  side: Pick<DatasetManifest, 'columns'> | undefined,
): string[] {
  return (side?.columns ?? []).flatMap(({ name, personal }) =>
    personal ? [name] : [],
  );
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS
    ? `${text.slice(0, MOST_CHARACTERS)}…`
    : text;
}
