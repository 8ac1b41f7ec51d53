import { BitSet, forEachBit } from '../bits/BitSet';

/** What a slice adds to those before it. */
export type AddedSlice = {
  /** Its place among the slices given. */
  readonly slice: number;
  readonly addedRows: number;
  readonly addedErrors: number;
  /** addedErrors less what the average error would give for these rows. */
  readonly addedExcess: number;
};

/**
 * Puts overlapping slices in the order in which each adds most to those before:
 * of all slices S left, with U the rows of those taken, the one of the largest
 *
 *     excess(S | U) = sum over rows i in S and not in U of (e_i - average error)
 *
 * A slice within others adds nothing however high its score, and stands at the
 * end. Ties go to the slice that was given first.
 *
 * A row is taken out of every slice once, when the first of them is taken:
 * O(rows x slices) in all.
 */
export function rankByAdded(
  slices: readonly BitSet[],
  errors: Float64Array,
): readonly AddedSlice[] {
  const average = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const left = new Map(
    slices.map((bits, slice) => [slice, { bits, ...sumOf(bits, errors) }]),
  );
  const excess = ({ rows, sum }: Sum) => sum - average * rows;
  const ranked: AddedSlice[] = [];
  while (left.size > 0) {
    const [slice, best] = [...left].reduce((a, b) =>
      excess(b[1]) > excess(a[1]) ? b : a,
    );
    left.delete(slice);
    ranked.push({
      slice,
      addedRows: best.rows,
      addedErrors: best.sum,
      addedExcess: excess(best),
    });
    for (const [other, { bits, rows, sum }] of left) {
      const shared = sumOf(both(bits, best.bits), errors);
      left.set(other, {
        bits: without(bits, best.bits),
        rows: rows - shared.rows,
        // What is left of real errors that were added and taken away is no error.
        sum: rows === shared.rows ? 0 : sum - shared.sum,
      });
    }
  }
  return ranked;
}

type Sum = { readonly rows: number; readonly sum: number };

function sumOf(bits: BitSet, errors: Float64Array): Sum {
  let rows = 0;
  let sum = 0;
  forEachBit(bits, row => {
    rows++;
    sum += errors[row];
  });
  return { rows, sum };
}

function both(a: BitSet, b: BitSet): BitSet {
  return a.map((word, w) => word & b[w]);
}

function without(a: BitSet, b: BitSet): BitSet {
  return a.map((word, w) => word & ~b[w]);
}
