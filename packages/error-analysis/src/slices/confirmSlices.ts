import { errorInterval, Interval } from '../statistics/errorInterval';
import { holm } from '../statistics/holm';
import type { MeasuredSlices } from './measureSlices';
import { TestedSlices } from './TestedSlices';

export type ConfirmedSlice = {
  readonly size: number;
  readonly sumError: number;
  /** NaN of no rows. */
  readonly averageError: number;
  readonly interval?: Interval;
  /** Average error over that of all rows. */
  readonly lift: number;
  /** One-sided, against the rest of these rows. */
  readonly pValue: number;
  /** Over all slices that were to be confirmed (Holm 1979). */
  readonly holmP: number;
  readonly outcome: 'confirmed' | 'not confirmed' | 'too few rows';
};

/** What is asked of a confirmation: that it be chance in one of twenty families. */
const LEVEL = 0.05;
/** As few rows as a slice may be found on. */
const LEAST_ROWS = 8;

/**
 * Whether slices that were found on one split are worse on another, each with
 * an interval and a test of its own. The rows they were found on cannot confirm
 * them: the worst of many is worse there by chance alone.
 */
export function confirmSlices(
  measured: MeasuredSlices,
): readonly ConfirmedSlice[] {
  const { whole, slices, errors } = measured;
  const tests = new TestedSlices(whole, errors);
  const average = whole.sumError / whole.size;
  const pValues = slices.map(slice =>
    slice.size === 0 ? 1 : tests.pValue(slice),
  );
  const adjusted = holm(pValues);
  return slices.map((slice, i) => {
    const averageError = slice.sumError / slice.size;
    return {
      size: slice.size,
      sumError: slice.sumError,
      averageError,
      interval: errorInterval(slice, errors),
      lift: averageError / average,
      pValue: pValues[i],
      holmP: adjusted[i],
      outcome: outcomeOf(slice.size, adjusted[i]),
    };
  });
}

function outcomeOf(size: number, p: number): ConfirmedSlice['outcome'] {
  if (size < LEAST_ROWS) return 'too few rows';
  return p <= LEVEL ? 'confirmed' : 'not confirmed';
}
