import type { Replacement } from '../Replacement';
import { lineEndLength } from './lineEnds';
import type { TextRow, TextTable } from './TextTable';

type Span = { readonly start: number; readonly end: number };

/** Rows that go, gathered while a table is walked through. */
export class RemovedRows {
  readonly #text: string;
  /** Those since the last row that stays, and those before it. */
  #run: Span[] = [];
  readonly #settled: Span[] = [];
  /** What stands in front of the run: a row that stays, else the header. */
  #kept: Span;

  constructor({ text, start }: TextTable) {
    this.#text = text;
    this.#kept = { start: 0, end: start };
  }

  pass(row: TextRow, isGone: boolean): void {
    if (isGone) {
      this.#run.push(row);
      return;
    }
    this.#settled.push(...this.#run);
    this.#run = [];
    this.#kept = row;
  }

  /** In the order of the text. A file that ends without a line end still does when its last rows are gone. */
  replacements(): readonly Replacement[] {
    const text = this.#text;
    const last = this.#run.at(-1);
    const isOpen =
      last?.end === text.length &&
      lineEndLength(text.slice(last.start, last.end)) === 0;
    const { start, end } = this.#kept;
    const run = isOpen
      ? [
          {
            start: end - lineEndLength(text.slice(start, end)),
            end: text.length,
          },
        ]
      : this.#run;
    return [...this.#settled, ...run].map(span => ({
      start: span.start,
      end: span.end,
      written: '',
    }));
  }
}
