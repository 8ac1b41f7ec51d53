import { BitSet, emptyBits, forEachBit } from '../bits/BitSet';

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
 * end. To take the best at every step covers at least 1 - 1/e of what so many
 * slices could of the errors (Nemhauser, Wolsey and Fisher 1978). Ties go to
 * the slice that was given first.
 */
export function rankByAdded(
  slices: readonly BitSet[],
  errors: Float64Array,
): readonly AddedSlice[] {
  const average = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const taken = emptyBits(errors.length);
  const left = new Set(slices.keys());
  const ranked: AddedSlice[] = [];
  while (left.size > 0) {
    let best: AddedSlice | undefined;
    for (const slice of left) {
      const added = addedBy(slices[slice], taken, errors);
      const addedExcess = added.addedErrors - average * added.addedRows;
      if (!best || addedExcess > best.addedExcess)
        best = { slice, ...added, addedExcess };
    }
    if (!best) break;
    left.delete(best.slice);
    const bits = slices[best.slice];
    for (let w = 0; w < taken.length; w++) taken[w] |= bits[w];
    ranked.push(best);
  }
  return ranked;
}

function addedBy(slice: BitSet, taken: BitSet, errors: Float64Array) {
  let addedRows = 0;
  let addedErrors = 0;
  forEachBit(
    slice.map((word, w) => word & ~taken[w]),
    row => {
      addedRows++;
      addedErrors += errors[row];
    },
  );
  return { addedRows, addedErrors };
}
