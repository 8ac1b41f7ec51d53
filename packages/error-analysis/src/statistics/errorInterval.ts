import { studentQuantile } from './studentTail';
import { meanAndError } from './welchTail';

/** Two-sided 95 % of the standard normal distribution. */
const Z_95 = 1.959963984540054;
const TAIL_95 = 0.025;

export type Interval = { readonly low: number; readonly high: number };

/**
 * The 95 % interval of an average error: the score interval where errors are 0
 * or 1 (Wilson 1927), Student's t otherwise, cut at 0. Undefined for a single
 * row of real errors, of which no spread is known, and for no rows.
 */
export function errorInterval(
  slice: {
    readonly size: number;
    readonly sumError: number;
    readonly sumSquares: number;
  },
  errors: 'zero-one' | 'real',
): Interval | undefined {
  if (errors === 'zero-one') return shareInterval(slice.sumError, slice.size);
  if (slice.size < 2) return undefined;
  const { mean, squaredError } = meanAndError(slice);
  const spread =
    studentQuantile(TAIL_95, slice.size - 1) * Math.sqrt(squaredError);
  return { low: Math.max(0, mean - spread), high: mean + spread };
}

/** Wilson's interval of a share at 95 %; undefined of no rows. */
export function shareInterval(count: number, n: number): Interval | undefined {
  if (n === 0) return undefined;
  const squared = Z_95 * Z_95;
  const centre = (count + squared / 2) / (n + squared);
  const spread =
    (Z_95 * Math.sqrt((count * (n - count)) / n + squared / 4)) / (n + squared);
  return {
    low: count === 0 ? 0 : Math.max(0, centre - spread),
    high: count === n ? 1 : Math.min(1, centre + spread),
  };
}
