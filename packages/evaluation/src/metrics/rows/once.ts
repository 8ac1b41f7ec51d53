/** Each of n rows counted once; of the type that resamples have, so that the loops over them meet one type only. */
export function once(n: number): Uint8Array {
  return new Uint8Array(n).fill(1);
}
