/** Rows in groups that can be joined, with path halving (Tarjan and van Leeuwen 1984). */
export class DisjointSets {
  readonly #parents: Int32Array;

  constructor(rows: number) {
    this.#parents = Int32Array.from({ length: rows }, (_, row) => row);
  }

  /** The same number for all rows of a group. */
  of(row: number): number {
    let at = row;
    while (this.#parents[at] !== at) {
      this.#parents[at] = this.#parents[this.#parents[at]];
      at = this.#parents[at];
    }
    return at;
  }

  join(a: number, b: number): void {
    this.#parents[this.of(b)] = this.of(a);
  }
}
