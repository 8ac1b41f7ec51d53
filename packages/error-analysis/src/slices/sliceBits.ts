import { BitSet, bitsWhere } from '../bits/BitSet';
import type { Predicate } from './Slice';

/** The rows of a slice. */
export function sliceBits(
  codes: readonly Int32Array[],
  predicates: readonly Predicate[],
  rows: number,
): BitSet {
  const columns = predicates.map(({ feature }) => codes[feature]);
  const wanted = predicates.map(({ code }) => code);
  return bitsWhere(rows, row => {
    for (let p = 0; p < wanted.length; p++)
      if (columns[p][row] !== wanted[p]) return false;
    return true;
  });
}
