import { BitSet, bitsWhere } from '../bits/BitSet';
import type { Predicate } from './Slice';

/** The rows of a slice. */
export function sliceBits(
  codes: readonly Int32Array[],
  predicates: readonly Predicate[],
  rows: number,
): BitSet {
  return bitsWhere(rows, row =>
    predicates.every(({ feature, code }) => codes[feature][row] === code),
  );
}
