/** Values of metrics by their names in manifests. A metric that the rows leave undefined (no positives, say) is absent. */
export type MetricValues = Readonly<Record<string, number>>;

/** A share: so many hits of so many trials. */
export type Share = { readonly hits: number; readonly trials: number };

/**
 * Measured rows. Every metric is a function of how often each row counts, so
 * that the figure itself (each row once), a resample and a paired difference
 * are one computation.
 */
export interface Sample {
  /** Rows, or what stands for them: queries, pictures, sentences. */
  readonly rows: number;
  /** Names what is drawn as one: a value a row; rows with the same value are drawn together. */
  readonly units: Uint32Array;
  /** Elementary steps of one call of `values`. The bootstrap draws less often where it is dear. */
  readonly cost: number;
  /**
   * Every metric of the rows, row i counted `weights[i]` times.
   *
   * @param weights - `rows` values, 0 or more
   */
  values(weights: ArrayLike<number>): MetricValues;
  /** Those metrics that are shares of rows (each row once): their intervals are exact formulas. */
  shares(): Readonly<Record<string, Share>>;
}

/**
 * How every metric is taken: start, add chunks of rows, merge what other shards
 * added, finish. It keeps what its metrics need of each row in typed arrays
 * (each says how many bytes a row), reads no file and starts no thread. The
 * merge of shards equals the whole, in any order, to 1e-9.
 */
export interface Accumulator<Chunk> {
  /** @throws MetricError naming the first row that cannot be measured */
  add(chunk: Chunk): void;
  merge(other: this): void;
  /** @throws MetricError where no row was added */
  finish(): Sample;
}
