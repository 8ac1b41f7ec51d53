const PRIME_A = 0x85ebca77;
const PRIME_B = 0xc2b2ae3d;

/**
 * A number from 0 to below 1 for a row key, as good as random, and the same
 * whatever the order of rows: 53 bits of two multiplicative hashes over its
 * UTF-16 code units, each finished as MurmurHash3 does (Appleby 2011).
 */
export function auditRank(seed: number, key: string): number {
  let a = finished(seed ^ PRIME_A);
  let b = finished(seed ^ PRIME_B);
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    a = Math.imul(a ^ unit, PRIME_A);
    a ^= a >>> 13;
    b = Math.imul(b ^ unit, PRIME_B);
    b ^= b >>> 15;
  }
  a = finished(a ^ b);
  b = finished(b ^ a ^ key.length);
  const LOW_BITS = 21;
  return (
    ((a >>> 0) * 2 ** LOW_BITS + (b >>> (32 - LOW_BITS))) / 2 ** (32 + LOW_BITS)
  );
}

function finished(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
