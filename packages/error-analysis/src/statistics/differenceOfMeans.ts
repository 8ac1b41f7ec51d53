import { errorInterval, Interval } from './errorInterval';
import { hypergeometricTail } from './hypergeometricTail';
import { incompleteBeta } from './incompleteBeta';
import { studentQuantile } from './studentTail';
import { meanAndError, welchAbove } from './welchTail';

type Sample = {
  readonly size: number;
  readonly sumError: number;
  readonly sumSquares: number;
};

export type Difference = {
  /** Second less first. */
  readonly value: number;
  /** 95 %; absent where a side is too small to know its spread. */
  readonly interval?: Interval;
  /** Two-sided. */
  readonly pValue: number;
  readonly test: 'fisher-exact' | 'welch' | 'mcnemar-exact' | 'paired-t';
};

const TAIL_95 = 0.025;

/**
 * By how much two averages of different rows differ. Of errors of 0 and 1
 * Fisher's test, twice its smaller tail, and the interval from the ends of
 * Wilson's (Newcombe 1998, method 10); of real errors Welch's.
 */
export function differenceOfMeans(
  first: Sample,
  second: Sample,
  errors: 'zero-one' | 'real',
): Difference {
  const value = second.sumError / second.size - first.sumError / first.size;
  if (errors === 'real') {
    const above = welchAbove(second, first);
    return {
      value,
      interval: welchInterval(first, second),
      pValue: Math.min(1, 2 * Math.min(above, 1 - above)),
      test: 'welch',
    };
  }
  const rows = first.size + second.size;
  const both = first.sumError + second.sumError;
  const tail = (side: Sample) =>
    hypergeometricTail({
      rows,
      errors: both,
      size: side.size,
      errorsInSlice: side.sumError,
    });
  return {
    value,
    interval: newcombe(first, second),
    pValue: Math.min(1, 2 * Math.min(tail(first), tail(second))),
    test: 'fisher-exact',
  };
}

/**
 * By how much the errors of the same rows differ. Of errors of 0 and 1 the
 * exact test of McNemar (1947) on the rows that changed, else the paired t
 * test; the interval is Student's of the differences in both.
 */
export function differenceOfPairs(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  errors: 'zero-one' | 'real',
): Difference {
  let worse = 0;
  let better = 0;
  let sumError = 0;
  let sumSquares = 0;
  const size = before.length;
  for (let i = 0; i < size; i++) {
    const change = after[i] - before[i];
    if (change > 0) worse++;
    if (change < 0) better++;
    sumError += change;
    sumSquares += change * change;
  }
  const value = sumError / size;
  if (size < 2) return { value, pValue: 1, test: 'mcnemar-exact' };
  const { squaredError } = meanAndError({ size, sumError, sumSquares });
  const error = Math.sqrt(squaredError);
  const spread = studentQuantile(TAIL_95, size - 1) * error;
  const interval = { low: value - spread, high: value + spread };
  if (errors === 'zero-one') {
    return {
      value,
      interval,
      pValue: signTest(worse, better),
      test: 'mcnemar-exact',
    };
  }
  const t = Math.abs(value) / error;
  const freedom = size - 1;
  const pValue =
    error === 0
      ? Number(value === 0)
      : incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
  return { value, interval, pValue, test: 'paired-t' };
}

/** Twice the smaller tail of as many of either out of both, by a fair coin. */
function signTest(worse: number, better: number): number {
  const changed = worse + better;
  if (changed === 0) return 1;
  const fewer = Math.min(worse, better);
  return Math.min(1, 2 * incompleteBeta(0.5, changed - fewer, fewer + 1));
}

function newcombe(first: Sample, second: Sample): Interval | undefined {
  const a = errorInterval(first, 'zero-one');
  const b = errorInterval(second, 'zero-one');
  if (!a || !b) return undefined;
  const p = first.sumError / first.size;
  const q = second.sumError / second.size;
  return {
    low: q - p - Math.hypot(q - b.low, a.high - p),
    high: q - p + Math.hypot(b.high - q, p - a.low),
  };
}

function welchInterval(first: Sample, second: Sample): Interval | undefined {
  if (first.size < 2 || second.size < 2) return undefined;
  const a = meanAndError(first);
  const b = meanAndError(second);
  const squared = a.squaredError + b.squaredError;
  const value = b.mean - a.mean;
  if (squared === 0) return { low: value, high: value };
  const freedom =
    squared ** 2 /
    (a.squaredError ** 2 / (first.size - 1) +
      b.squaredError ** 2 / (second.size - 1));
  const spread = studentQuantile(TAIL_95, freedom) * Math.sqrt(squared);
  return { low: value - spread, high: value + spread };
}
