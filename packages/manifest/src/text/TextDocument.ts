import type { ManifestProblem } from '../ManifestProblem';

export type Position = {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
};

/** A parsed text that still knows where each of its values stands. */
export interface TextDocument {
  readonly value: unknown;
  /** Where a path stands; for what is absent, where its parent stands. */
  position(path: readonly PropertyKey[]): Position;
  /** How a number is written: `1.10` is 1.1 as a number, and another version. */
  written(path: readonly PropertyKey[]): string | undefined;
}

export type ParsedText =
  | { readonly ok: true; readonly documents: readonly TextDocument[] }
  | { readonly ok: false; readonly errors: readonly ManifestProblem[] };

export function refused(
  message: string,
  position: Position = { line: 1, column: 1 },
): ParsedText {
  return { ok: false, errors: [{ ...position, pointer: '', message }] };
}

/** Finds lines and columns of offsets in a text. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      this.#starts.push(i + 1);
    }
  }

  at(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#starts[low] + 1 };
  }
}
