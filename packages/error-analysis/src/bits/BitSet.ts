/** Bits of n rows, packed by 32. */
export type BitSet = Uint32Array;

export function emptyBits(n: number): BitSet {
  return new Uint32Array(Math.ceil(n / 32));
}

export function setBit(bits: BitSet, i: number): void {
  bits[i >>> 5] |= 1 << (i & 31);
}

export function hasBit(bits: BitSet, i: number): boolean {
  return ((bits[i >>> 5] >>> (i & 31)) & 1) === 1;
}

export function forEachBit(bits: BitSet, visit: (i: number) => void): void {
  for (let w = 0; w < bits.length; w++) {
    let word = bits[w];
    while (word !== 0) {
      visit(w * 32 + 31 - Math.clz32(word & -word));
      word &= word - 1;
    }
  }
}

/** The rows that pass. */
export function bitsWhere(n: number, passes: (i: number) => boolean): BitSet {
  const bits = emptyBits(n);
  for (let i = 0; i < n; i++) if (passes(i)) setBit(bits, i);
  return bits;
}

/** The rows in a set, ascending. */
export function rowsOf(bits: BitSet): Int32Array {
  const rows: number[] = [];
  forEachBit(bits, i => rows.push(i));
  return Int32Array.from(rows);
}
