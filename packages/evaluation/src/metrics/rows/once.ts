/** Each of n rows counted once. */
export function once(n: number): Float64Array {
  return new Float64Array(n).fill(1);
}
