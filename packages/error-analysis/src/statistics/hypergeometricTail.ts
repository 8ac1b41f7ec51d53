/** Less than this share of a sum is less than its last digit. */
const EPSILON = 1e-17;

const STIRLING_FROM = 16;
/** log n! less Stirling's formula, where the series is not exact enough. */
const STIRLING_ERRORS = stirlingErrors();

/**
 * One-sided exact test that a slice has at least as many errors as it has, were
 * its rows drawn at random from the whole (Fisher 1922; hypergeometric tail).
 *
 * @returns P(X >= errorsInSlice)
 */
export function hypergeometricTail({
  rows,
  errors,
  size,
  errorsInSlice,
}: {
  readonly rows: number;
  readonly errors: number;
  readonly size: number;
  readonly errorsInSlice: number;
}): number {
  const least = Math.max(0, size - (rows - errors));
  const most = Math.min(errors, size);
  if (errorsInSlice <= least) return 1;
  if (errorsInSlice > most) return 0;
  const others = rows - errors;
  // Terms are summed away from the mean, where they only fall.
  if (errorsInSlice > (size * errors) / rows) {
    let term = density(errorsInSlice, errors, others, size);
    let tail = 0;
    for (let x = errorsInSlice; x <= most && term > tail * EPSILON; x++) {
      tail += term;
      term *= ((errors - x) * (size - x)) / ((x + 1) * (others - size + x + 1));
    }
    return Math.min(1, tail);
  }
  let term = density(errorsInSlice - 1, errors, others, size);
  let below = 0;
  for (let x = errorsInSlice - 1; x >= least && term > below * EPSILON; x--) {
    below += term;
    term *= (x * (others - size + x)) / ((errors - x + 1) * (size - x + 1));
  }
  return Math.max(0, 1 - below);
}

/**
 * Of x errors among `size` rows of errors + others, as three binomial densities
 * by saddle points, exact to the last digits however many rows there are (Loader
 * 2000, "Fast and accurate computation of binomial probabilities").
 */
function density(
  x: number,
  errors: number,
  others: number,
  size: number,
): number {
  const share = size / (errors + others);
  return (
    (binomial(x, errors, share) * binomial(size - x, others, share)) /
    binomial(size, errors + others, share)
  );
}

function binomial(x: number, n: number, share: number): number {
  if (share === 1) return x === n ? 1 : 0;
  if (x === 0) return Math.exp(n * Math.log1p(-share));
  if (x === n) return Math.exp(n * Math.log(share));
  const log =
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(n - x) -
    deviance(x, n * share) -
    deviance(n - x, n * (1 - share));
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}

/** x log(x / mean) + mean - x, without the loss of digits where they are close. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean))
    return x * Math.log(x / mean) - difference;
  const v = difference / (x + mean);
  let sum = difference * v;
  let power = 2 * x * v;
  for (let j = 1; ; j++) {
    power *= v * v;
    const next = sum + power / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}

/** log n! less Stirling's formula. */
function stirlingError(n: number): number {
  if (n < STIRLING_FROM) return STIRLING_ERRORS[n];
  const square = n * n;
  return (
    (1 / 12 -
      (1 / 360 -
        (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) /
        square) /
    n
  );
}

function stirlingErrors(): number[] {
  let logFactorial = 0;
  return Array.from({ length: STIRLING_FROM }, (_, n) => {
    if (n === 0) return 0;
    logFactorial += Math.log(n);
    return (
      logFactorial - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI)
    );
  });
}
