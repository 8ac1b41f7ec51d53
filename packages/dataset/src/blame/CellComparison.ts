import type { BlameState } from './BlameState';
import { isNumberText, isSameValue } from './cellKinds';
import { cellText } from './cellText';
import { isSameBytes } from './isSameBytes';

/** Compares rows cell by cell, columns by name, and keeps the commits of equal cells. */
export class CellComparison {
  readonly #spansBefore: Uint32Array;
  readonly #spansAfter: Uint32Array;
  /** Column before by column after; -1 where there was none. */
  readonly #columns: readonly number[];

  constructor(readonly before: BlameState, readonly after: BlameState) {
    const { names } = before.image;
    this.#spansBefore = new Uint32Array(2 * names.length);
    this.#spansAfter = new Uint32Array(2 * after.image.names.length);
    this.#columns = after.image.names.map(name => names.indexOf(name));
  }

  /** Whether rows of the same bytes are rows of the same values. */
  isSameShape(): boolean {
    const [a, b] = [this.before.image, this.after.image];
    return (
      a.delimiter === b.delimiter &&
      a.names.length === b.names.length &&
      this.#columns.every((column, i) => column === i)
    );
  }

  compare(rowBefore: number, rowAfter: number): void {
    const { before, after } = this;
    before.image.readSpans(rowBefore, this.#spansBefore);
    after.image.readSpans(rowAfter, this.#spansAfter);
    for (let column = 0; column < this.#columns.length; column++) {
      const from = this.#columns[column];
      if (from >= 0 && this.#isSameCell(from, column))
        after.commits[rowAfter * this.#columns.length + column] =
          before.commitOf(rowBefore, from);
    }
  }

  #isSameCell(from: number, to: number): boolean {
    const [a, b] = [this.before.image.bytes, this.after.image.bytes];
    const [startA, endA] = [
      this.#spansBefore[2 * from],
      this.#spansBefore[2 * from + 1],
    ];
    const [startB, endB] = [
      this.#spansAfter[2 * to],
      this.#spansAfter[2 * to + 1],
    ];
    const length = endA - startA;
    if (length === endB - startB && isSameBytes(a, startA, b, startB, length))
      return true;
    const before = cellText(a, startA, endA);
    const after = cellText(b, startB, endB);
    if (before === after) return true;
    if (before === '' || after === '') return false;
    // To know the kind of a column all of its cells are read: only where it matters.
    const isInferred =
      !this.#isDeclared(this.before, from) && !this.#isDeclared(this.after, to);
    if (isInferred && !isSameNumber(before, after)) return false;
    return isSameValue(
      { text: before, kind: this.before.kindOf(from) },
      { text: after, kind: this.after.kindOf(to) },
    );
  }

  #isDeclared({ declared, image }: BlameState, column: number): boolean {
    return declared.has(image.names[column]);
  }
}

function isSameNumber(a: string, b: string): boolean {
  return isNumberText(a) && isNumberText(b) && Number(a) === Number(b);
}
