/** Two-sided 95 % of the standard normal distribution. */
export const Z_95 = 1.959963984540054;

/**
 * The score interval of a proportion (Wilson 1927).
 *
 * @param successes - from 0 to n
 * @param n - at least 1
 * @throws RangeError where n is below 1
 */
export function wilson(
  successes: number,
  n: number,
  z = Z_95,
): { low: number; high: number } {
  if (!(n >= 1))
    throw new RangeError('A proportion of no rows has no interval.');
  const p = successes / n;
  const centre = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: successes === n ? 1 : Math.min(1, (centre + spread) / scale),
  };
}
