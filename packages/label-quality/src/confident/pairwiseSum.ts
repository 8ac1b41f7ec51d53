/** Values that numpy takes at once where it reduces through its buffer. */
const BUFFER = 8192;
/** Summands that are added by eight accumulators before halves are added. */
const BLOCK = 128;

/**
 * Adds `length` values from `start` as numpy's pairwise summation does (blocks
 * of 128 with eight accumulators; Castaldo, Whaley, Chronopoulos 2008), so that
 * sums agree to the last bit.
 */
export function pairwiseSum(
  values: Float64Array,
  start = 0,
  length = values.length,
): number {
  if (length < 8) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += values[start + i];
    return sum;
  }
  if (length <= BLOCK) return blockSum(values, start, length);
  let half = Math.floor(length / 2);
  half -= half % 8;
  return (
    pairwiseSum(values, start, half) +
    pairwiseSum(values, start + half, length - half)
  );
}

/** As numpy adds a column taken out of a matrix: pairwise within its buffer, buffers left to right. */
export function bufferedSum(
  values: Float64Array,
  start = 0,
  length = values.length,
): number {
  let sum = 0;
  for (let at = 0; at < length; at += BUFFER)
    sum += pairwiseSum(values, start + at, Math.min(BUFFER, length - at));
  return sum;
}

function blockSum(values: Float64Array, start: number, length: number): number {
  const whole = start + length - (length % 8);
  let r0 = values[start];
  let r1 = values[start + 1];
  let r2 = values[start + 2];
  let r3 = values[start + 3];
  let r4 = values[start + 4];
  let r5 = values[start + 5];
  let r6 = values[start + 6];
  let r7 = values[start + 7];
  let i = start + 8;
  for (; i < whole; i += 8) {
    r0 += values[i];
    r1 += values[i + 1];
    r2 += values[i + 2];
    r3 += values[i + 3];
    r4 += values[i + 4];
    r5 += values[i + 5];
    r6 += values[i + 6];
    r7 += values[i + 7];
  }
  let sum = r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7));
  for (; i < start + length; i++) sum += values[i];
  return sum;
}
