/** Bits of n rows, packed by 32. */
export type BitSet = Uint32Array;

export function emptyBits(n: number): BitSet {
  return new Uint32Array(Math.ceil(n / 32));
}

export function setBit(bits: BitSet, i: number): void {
  bits[i >>> 5] |= 1 << (i & 31);
}

/** Writes the intersection of sets into `out`. */
export function intersect(sets: readonly BitSet[], out: BitSet): void {
  out.set(sets[0]);
  for (let s = 1; s < sets.length; s++) {
    const other = sets[s];
    for (let w = 0; w < out.length; w++) out[w] &= other[w];
  }
}

export function countBits(bits: BitSet): number {
  let count = 0;
  for (let w = 0; w < bits.length; w++) count += popcount(bits[w]);
  return count;
}

export function countShared(a: BitSet, b: BitSet): number {
  let count = 0;
  for (let w = 0; w < a.length; w++) count += popcount(a[w] & b[w]);
  return count;
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

export function sameBits(a: BitSet, b: BitSet): boolean {
  return a.every((word, w) => word === b[w]);
}

/** Warren, Hacker's Delight (2002), figure 5-2. */
function popcount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}
