import type { Chunk } from './Chunk';

/** How many rows of each kind to take, and of which classes any may be taken. */
export type PruneQuestion = {
  readonly classes: number;
  /** M[true][given], classes x classes. */
  readonly counts: Int32Array;
  readonly labelCounts: Float64Array;
  /** Classes with no more rows than this keep them all. */
  readonly minExamples: number;
};

export type PrunePart = {
  readonly sizes: Int32Array;
  readonly margins: Float64Array;
  readonly rows: Int32Array;
};

/**
 * Third pass over chunks of rows, pruning by noise rate: for each given class k
 * and each other class j the M[j][k] rows with the largest p_j - p_k, of equal
 * ones those that come first. Each cell keeps a heap of so many rows, worst on
 * top; all of them together hold at most n.
 */
export class PruneAccumulator {
  /** Cells of given class k are those from firstCell[k] to firstCell[k + 1]. */
  readonly #firstCell: Int32Array;
  readonly #otherOf: number[] = [];
  /** Where the heap of each cell begins; the last one is the end. */
  readonly #begin: number[] = [0];
  readonly #sizes: Int32Array;
  readonly #margins: Float64Array;
  readonly #rows: Int32Array;

  constructor(question: PruneQuestion) {
    const { classes: k, counts, labelCounts, minExamples } = question;
    this.#firstCell = new Int32Array(k + 1);
    for (let given = 0; given < k; given++) {
      this.#firstCell[given] = this.#otherOf.length;
      if (labelCounts[given] <= minExamples) continue;
      for (let other = 0; other < k; other++) {
        const count = Math.min(counts[other * k + given], labelCounts[given]);
        if (other === given || count <= 0) continue;
        this.#otherOf.push(other);
        this.#begin.push(this.#begin[this.#begin.length - 1] + count);
      }
    }
    this.#firstCell[k] = this.#otherOf.length;
    const places = this.#begin[this.#begin.length - 1];
    this.#sizes = new Int32Array(this.#otherOf.length);
    this.#margins = new Float64Array(places);
    this.#rows = new Int32Array(places);
  }

  /** Adds rows that were checked by `normalised`. */
  addChunk({ firstRow, labels, predProbs }: Chunk): void {
    const k = this.#firstCell.length - 1;
    for (let i = 0; i < labels.length; i++) {
      const given = labels[i];
      const pGiven = predProbs[i * k + given];
      const end = this.#firstCell[given + 1];
      for (let cell = this.#firstCell[given]; cell < end; cell++) {
        const margin = predProbs[i * k + this.#otherOf[cell]] - pGiven;
        this.#offer(cell, margin, firstRow + i);
      }
    }
  }

  part(): PrunePart {
    return { sizes: this.#sizes, margins: this.#margins, rows: this.#rows };
  }

  merge({ sizes, margins, rows }: PrunePart): void {
    for (let cell = 0; cell < sizes.length; cell++) {
      const begin = this.#begin[cell];
      for (let at = begin; at < begin + sizes[cell]; at++)
        this.#offer(cell, margins[at], rows[at]);
    }
  }

  /** Rows in ascending order, each once. */
  finish(): number[] {
    const flagged = new Set<number>();
    for (let cell = 0; cell < this.#sizes.length; cell++) {
      const begin = this.#begin[cell];
      for (let at = begin; at < begin + this.#sizes[cell]; at++)
        flagged.add(this.#rows[at]);
    }
    return [...flagged].sort((a, b) => a - b);
  }

  #offer(cell: number, margin: number, row: number): void {
    const begin = this.#begin[cell];
    const size = this.#sizes[cell];
    if (size < this.#begin[cell + 1] - begin) {
      this.#sizes[cell]++;
      this.#rise(begin, size, margin, row);
    } else if (this.#isWorse(begin, margin, row)) {
      this.#sink(begin, size, margin, row);
    }
  }

  /** Whether what stands at a place should make room for this row. */
  #isWorse(at: number, margin: number, row: number): boolean {
    const there = this.#margins[at];
    return there < margin || (there === margin && this.#rows[at] > row);
  }

  #put(at: number, margin: number, row: number): void {
    this.#margins[at] = margin;
    this.#rows[at] = row;
  }

  #rise(begin: number, from: number, margin: number, row: number): void {
    let at = from;
    while (at > 0) {
      const parent = begin + ((at - 1) >> 1);
      if (this.#isWorse(parent, margin, row)) break;
      this.#put(begin + at, this.#margins[parent], this.#rows[parent]);
      at = (at - 1) >> 1;
    }
    this.#put(begin + at, margin, row);
  }

  /** Replaces the worst row of a full heap. */
  #sink(begin: number, size: number, margin: number, row: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const right = begin + child + 1;
      if (
        child + 1 < size &&
        this.#isWorse(right, this.#margins[right - 1], this.#rows[right - 1])
      )
        child++;
      const place = begin + child;
      if (!this.#isWorse(place, margin, row)) break;
      this.#put(begin + at, this.#margins[place], this.#rows[place]);
      at = child;
    }
    this.#put(begin + at, margin, row);
  }
}
