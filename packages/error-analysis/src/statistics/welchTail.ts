import { studentTail } from './studentTail';

type Sample = {
  readonly size: number;
  readonly sumError: number;
  readonly sumSquares: number;
};

/**
 * One-sided Welch test (1947) that a slice's mean error is above that of the
 * rest, with the t distribution's tail; 1 where either has fewer than two rows.
 */
export function welchTail(slice: Sample, whole: Sample): number {
  return welchAbove(slice, {
    size: whole.size - slice.size,
    sumError: whole.sumError - slice.sumError,
    sumSquares: whole.sumSquares - slice.sumSquares,
  });
}

/** The same of two samples that share no rows. */
export function welchAbove(first: Sample, second: Sample): number {
  if (first.size < 2 || second.size < 2) return 1;
  const a = meanAndError(first);
  const b = meanAndError(second);
  const squared = a.squaredError + b.squaredError;
  if (squared === 0) return a.mean > b.mean ? 0 : 1;
  const t = (a.mean - b.mean) / Math.sqrt(squared);
  const freedom =
    squared ** 2 /
    (a.squaredError ** 2 / (first.size - 1) +
      b.squaredError ** 2 / (second.size - 1));
  return studentTail(t, freedom);
}

/** Mean, and its squared standard error, of at least two values. */
export function meanAndError({ size, sumError, sumSquares }: Sample) {
  const mean = sumError / size;
  const variance = Math.max(0, (sumSquares - size * mean * mean) / (size - 1));
  return { mean, squaredError: variance / size };
}
