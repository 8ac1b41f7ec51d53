/** What stands below each bin, e.g. `10 to 20`, or days where the numbers are seconds since 1970. */
export function binLabels(
  edges: readonly number[],
  values: 'numbers' | 'whole numbers' | 'seconds',
): string[] {
  return edges.slice(1).map((upper, i) => {
    const lower = edges[i];
    return values === 'whole numbers' && upper === lower + 1
      ? String(lower)
      : `${textOf(lower, values)} to ${textOf(upper, values)}`;
  });
}

/** A Date holds so many seconds on both sides of 1970. */
const DATE_LIMIT_SECONDS = 8.64e12;

function textOf(value: number, values: string): string {
  return values === 'seconds' && Math.abs(value) <= DATE_LIMIT_SECONDS
    ? new Date(value * 1000).toISOString().slice(0, 10)
    : String(value);
}
