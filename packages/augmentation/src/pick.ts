/**
 * @param values - at least one
 * @param random - from 0 to below 1
 */
export function pick<T>(values: readonly T[], random: () => number): T {
  return values[Math.floor(random() * values.length)];
}
