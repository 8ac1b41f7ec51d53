/**
 * Rows that two answers share, of all that either has. Above a hundred classes
 * half of the joint's rounding is decided by the last bit of a sum, which numpy 2
 * adds in another order than the numpy 1 of the reference: a few rows may differ.
 */
export function overlap(a: readonly number[], b: readonly number[]): number {
  const other = new Set(b);
  const both = a.filter(row => other.has(row)).length;
  return both / Math.max(1, a.length + b.length - both);
}

/** How much of the rows two answers must share where the last bits differ. */
export const LEAST_OVERLAP = 0.99;
