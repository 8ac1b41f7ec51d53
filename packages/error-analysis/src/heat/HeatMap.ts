/** Rows of some shard by the codes of one feature, or of two. */
export type HeatChunk = {
  /** m codes; a row below 0 is in no cell. */
  readonly x: ArrayLike<number>;
  /** m codes, where the map has two features. */
  readonly y?: ArrayLike<number>;
  /** m errors. */
  readonly errors: ArrayLike<number>;
};

export type HeatCell = {
  readonly size: number;
  readonly sumError: number;
  readonly sumSquares: number;
};

/**
 * Errors by the values of one or two features: an accumulator of 24 bytes a
 * cell, whatever the rows. The merge of shards equals the whole.
 */
export class HeatMap {
  readonly #sizes: Float64Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;

  /**
   * @param width - codes of the first feature
   * @param height - codes of the second; 1 where there is none
   */
  constructor(readonly width: number, readonly height = 1) {
    this.#sizes = new Float64Array(width * height);
    this.#sums = new Float64Array(width * height);
    this.#squares = new Float64Array(width * height);
  }

  /** @throws RangeError for columns that do not fit together, or a code beyond its feature */
  add({ x, y, errors }: HeatChunk): void {
    if (x.length !== errors.length || (y && y.length !== errors.length))
      throw new RangeError(
        `There are ${errors.length} errors, ${x.length} codes across and ${
          y?.length ?? 'no'
        } down. Give one of each a row.`,
      );
    for (let i = 0; i < errors.length; i++) {
      const down = y ? y[i] : 0;
      if (x[i] >= this.width || down >= this.height)
        throw new RangeError(
          `Row ${i}: the cell (${x[i]}, ${down}) is beyond ${this.width} x ${this.height}.`,
        );
      if (x[i] < 0 || down < 0) continue;
      const cell = down * this.width + x[i];
      this.#sizes[cell]++;
      this.#sums[cell] += errors[i];
      this.#squares[cell] += errors[i] ** 2;
    }
  }

  /** @throws RangeError where the other map is of another shape */
  merge(other: HeatMap): void {
    if (other.width !== this.width || other.height !== this.height)
      throw new RangeError(
        `A map of ${other.width} x ${other.height} cells does not fit one of ${this.width} x ${this.height}.`,
      );
    this.#sizes.forEach((_, cell) => {
      this.#sizes[cell] += other.#sizes[cell];
      this.#sums[cell] += other.#sums[cell];
      this.#squares[cell] += other.#squares[cell];
    });
  }

  /** `height` lines of `width` cells. */
  lines(): HeatCell[][] {
    return Array.from({ length: this.height }, (_, down) =>
      Array.from({ length: this.width }, (_cell, across) => {
        const cell = down * this.width + across;
        return {
          size: this.#sizes[cell],
          sumError: this.#sums[cell],
          sumSquares: this.#squares[cell],
        };
      }),
    );
  }
}
