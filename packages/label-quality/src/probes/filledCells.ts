/** The cells of rows that are not zero, row after row. */
export type FilledCells = {
  /** n + 1: where each row's cells begin, and where the last one's end. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float64Array;
};

/**
 * The numbers that are there in rows. Most pixels are background and most words
 * are not in a text: whoever multiplies by these alone gets the same sum, bit
 * for bit, in a fraction of the time.
 *
 * @param rows - n x d features, row-major
 */
export function filledCells({
  features,
  d,
}: {
  readonly features: ArrayLike<number>;
  readonly d: number;
}): FilledCells {
  const n = features.length / d;
  const starts = new Uint32Array(n + 1);
  for (let row = 0; row < n; row++) {
    let filled = 0;
    for (let f = 0; f < d; f++) if (features[row * d + f] !== 0) filled++;
    starts[row + 1] = starts[row] + filled;
  }
  const columns = new Uint32Array(starts[n]);
  const values = new Float64Array(starts[n]);
  for (let row = 0, at = 0; row < n; row++) {
    for (let f = 0; f < d; f++) {
      const value = features[row * d + f];
      if (value === 0) continue;
      columns[at] = f;
      values[at++] = value;
    }
  }
  return { starts, columns, values };
}
