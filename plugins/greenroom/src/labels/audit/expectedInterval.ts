/** Two-sided 95 % of the normal distribution. */
const Z_95 = 1.959964;

/**
 * The 95 % interval that `n` decided rows would give if a share `p` of labels
 * were wrong: the score interval of Wilson (1927), as the estimate itself takes
 * for a random sample.
 */
export function expectedInterval(
  p: number,
  n: number,
): { low: number; high: number } {
  const weight = (Z_95 * Z_95) / n;
  const centre = (p + weight / 2) / (1 + weight);
  const half =
    (Z_95 * Math.sqrt((p * (1 - p)) / n + weight / (4 * n))) / (1 + weight);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
