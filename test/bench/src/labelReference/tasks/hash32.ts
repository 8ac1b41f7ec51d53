/** The mixing function the rules of the reference are stated in, of an unsigned 32-bit number. */
export function hash32(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b) >>> 0;
  return (x ^ (x >>> 16)) >>> 0;
}

/** A share of one, of 24 bits. */
export function share(value: number): number {
  return (hash32(value) >>> 8) / 2 ** 24;
}
