import { incompleteBeta, logGamma } from './incompleteBeta';

/**
 * One-sided exact test that a slice has at least as many errors as it has, were
 * its rows drawn at random from the whole (Fisher 1922; hypergeometric tail).
 *
 * @returns P(X >= errors in slice)
 */
export function hypergeometricTail(
  rows: number,
  errors: number,
  size: number,
  errorsInSlice: number,
): number {
  const most = Math.min(errors, size);
  const least = Math.max(0, size - (rows - errors));
  if (errorsInSlice <= least) return 1;
  let logP =
    logChoose(errors, errorsInSlice) +
    logChoose(rows - errors, size - errorsInSlice) -
    logChoose(rows, size);
  let tail = 0;
  for (let x = errorsInSlice; x <= most; x++) {
    const p = Math.exp(logP);
    tail += p;
    if (p < tail * 1e-17 && x > (size * errors) / rows) break;
    logP += Math.log(
      ((errors - x) * (size - x)) / ((x + 1) * (rows - errors - size + x + 1)),
    );
  }
  return Math.min(1, tail);
}

/**
 * One-sided Welch test (1947) that a slice's mean error is above that of the
 * rest, with the t distribution's tail.
 */
export function welchTail(
  slice: { size: number; sum: number; sumSquares: number },
  whole: { size: number; sum: number; sumSquares: number },
): number {
  const rest = {
    size: whole.size - slice.size,
    sum: whole.sum - slice.sum,
    sumSquares: whole.sumSquares - slice.sumSquares,
  };
  if (slice.size < 2 || rest.size < 2) return 1;
  const a = meanAndError(slice);
  const b = meanAndError(rest);
  const squared = a.squaredError + b.squaredError;
  if (squared === 0) return a.mean > b.mean ? 0 : 1;
  const t = (a.mean - b.mean) / Math.sqrt(squared);
  const freedom =
    squared ** 2 /
    (a.squaredError ** 2 / (slice.size - 1) +
      b.squaredError ** 2 / (rest.size - 1));
  const half =
    incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t >= 0 ? half : 1 - half;
}

function meanAndError({
  size,
  sum,
  sumSquares,
}: {
  size: number;
  sum: number;
  sumSquares: number;
}) {
  const mean = sum / size;
  const variance = Math.max(0, (sumSquares - size * mean * mean) / (size - 1));
  return { mean, squaredError: variance / size };
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
