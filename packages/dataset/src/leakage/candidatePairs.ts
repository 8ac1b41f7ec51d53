/** Row numbers take 20 bits beside the 32 of a hash: together they are a number that a double holds. */
export const ROW_LIMIT = 2 ** 20;

/** Of rows that fall together, each is compared with so many of every other split. */
const COMPARED = 10;
const PAIR_LIMIT = 2_000_000;

export type Candidates = {
  /** Pairs (row, other), as indices. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Pairs that fell together and were left out. */
  readonly leftOut: number;
};

/**
 * Pairs of rows of different splits that have a band in common. Rows that fall
 * together are sorted, not compared with each other: the work grows with the
 * rows, not with their pairs.
 *
 * @param splits - of each row, as a number; fewer rows than `ROW_LIMIT`
 * @param bands - for each band one number a row
 * @param isWanted - whether rows of the first split are looked for in the second
 */
export function candidatePairs(
  splits: ArrayLike<number>,
  bands: readonly Uint32Array[],
  isWanted: (split: number, other: number) => boolean,
): Candidates {
  const found = new Map<number, readonly [number, number]>();
  let leftOut = 0;
  for (const band of bands) {
    for (const bySplit of bucketsOf(band, splits)) {
      for (const [split, rows] of bySplit) {
        for (const [other, others] of bySplit) {
          if (split === other || !isWanted(split, other)) continue;
          const compared = others.slice(0, COMPARED);
          leftOut += rows.length * (others.length - compared.length);
          for (const row of rows) {
            for (const each of compared) {
              if (found.size < PAIR_LIMIT)
                found.set(row * ROW_LIMIT + each, [row, each]);
              else leftOut++;
            }
          }
        }
      }
    }
  }
  return { pairs: [...found.values()], leftOut };
}

/** Rows with the same number, by split, in ascending order; only where there are two splits. */
export function* bucketsOf(
  band: Uint32Array,
  splits: ArrayLike<number>,
): Generator<Map<number, number[]>> {
  const order = Float64Array.from(band, (hash, row) => hash * ROW_LIMIT + row);
  order.sort();
  let start = 0;
  while (start < order.length) {
    const hash = Math.floor(order[start] / ROW_LIMIT);
    let end = start + 1;
    while (end < order.length && Math.floor(order[end] / ROW_LIMIT) === hash)
      end++;
    if (end - start > 1) {
      const bySplit = new Map<number, number[]>();
      for (let i = start; i < end; i++) {
        const row = order[i] - hash * ROW_LIMIT;
        const rows = bySplit.get(splits[row]);
        if (rows) rows.push(row);
        else bySplit.set(splits[row], [row]);
      }
      if (bySplit.size > 1) yield bySplit;
    }
    start = end;
  }
}
