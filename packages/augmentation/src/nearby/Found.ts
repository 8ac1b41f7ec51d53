/** A square of what is as far away as the limit may be above the limit's by so much, from rounding. */
const ROUNDING = 1e-12;

/** What a search has found so far. */
export type Found = {
  /** What is further away, by its square, is none of it. */
  readonly mostSquare: number;
  take(row: number, square: number): void;
};

export type Near = { readonly row: number; readonly distance: number };

/** The k nearest. */
export class Nearest implements Found {
  mostSquare = Infinity;
  readonly #rows: number[] = [];
  readonly #squares: number[] = [];

  constructor(private readonly k: number, private readonly except: number) {}

  take(row: number, square: number): void {
    if (row === this.except) return;
    const rows = this.#rows;
    const squares = this.#squares;
    const isBefore = (other: number) =>
      square < squares[other] ||
      (square === squares[other] && row < rows[other]);
    let at = squares.length;
    if (at === this.k && !isBefore(--at)) return;
    for (; at > 0 && isBefore(at - 1); at--) {
      rows[at] = rows[at - 1];
      squares[at] = squares[at - 1];
    }
    rows[at] = row;
    squares[at] = square;
    if (squares.length === this.k) this.mostSquare = squares[this.k - 1];
  }

  list(): Near[] {
    return this.#rows.map((row, i) => ({
      row,
      distance: Math.sqrt(this.#squares[i]),
    }));
  }
}

/** All at most so far away. */
export class Within implements Found {
  readonly mostSquare: number;
  readonly #found: Near[] = [];

  constructor(private readonly limit: number, private readonly except: number) {
    this.mostSquare = limit * limit * (1 + ROUNDING);
  }

  take(row: number, square: number): void {
    const distance = Math.sqrt(square);
    if (row !== this.except && distance <= this.limit)
      this.#found.push({ row, distance });
  }

  list(): Near[] {
    return this.#found.sort((a, b) => a.distance - b.distance || a.row - b.row);
  }
}
