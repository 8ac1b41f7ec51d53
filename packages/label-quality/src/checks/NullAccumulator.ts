export type Nulls = {
  readonly rows: number;
  /** Share of the rows in which each column is null. */
  readonly columnShares: number[];
  /** Rows that are null in every column. */
  readonly emptyRows: number[];
  /** Rows that are null in some column. */
  readonly incompleteRows: number;
  /** The columns that are most often null together, where any are. */
  readonly commonPattern?: {
    readonly columns: number[];
    readonly rows: number;
  };
};

/** What is missing from the rows of a table (cleanlab Datalab's null check), in chunks. */
export class NullAccumulator {
  #rows = 0;
  readonly #columnCounts: number[];
  readonly #emptyRows: number[] = [];
  /** Rows by the columns that are null, as text. */
  readonly #patterns = new Map<string, number>();

  constructor(private readonly columns: number) {
    this.#columnCounts = new Array<number>(columns).fill(0);
  }

  /** @param nulls - rows x columns, row-major; 1 where a cell is null */
  addChunk(nulls: Uint8Array): void {
    for (let from = 0; from < nulls.length; from += this.columns) {
      const missing: number[] = [];
      for (let c = 0; c < this.columns; c++)
        if (nulls[from + c] === 1) missing.push(c);
      const row = this.#rows++;
      if (missing.length === 0) continue;
      missing.forEach(c => this.#columnCounts[c]++);
      if (missing.length === this.columns) this.#emptyRows.push(row);
      const pattern = missing.join();
      this.#patterns.set(pattern, (this.#patterns.get(pattern) ?? 0) + 1);
    }
  }

  /** Adds the chunks of another, whose rows come after these. */
  merge(later: NullAccumulator): void {
    for (const row of later.#emptyRows) this.#emptyRows.push(row + this.#rows);
    this.#rows += later.#rows;
    later.#columnCounts.forEach((count, c) => {
      this.#columnCounts[c] += count;
    });
    for (const [pattern, count] of later.#patterns)
      this.#patterns.set(pattern, (this.#patterns.get(pattern) ?? 0) + count);
  }

  finish(): Nulls {
    const counts = [...this.#patterns.values()];
    const [common] = [...this.#patterns].sort(
      ([a, m], [b, n]) => n - m || (a < b ? -1 : 1),
    );
    return {
      rows: this.#rows,
      columnShares: this.#columnCounts.map(count =>
        this.#rows === 0 ? 0 : count / this.#rows,
      ),
      emptyRows: [...this.#emptyRows],
      incompleteRows: counts.reduce((sum, count) => sum + count, 0),
      ...(common && {
        commonPattern: {
          columns: common[0].split(',').map(Number),
          rows: common[1],
        },
      }),
    };
  }
}
