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

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Lanczos (1964), g = 7, for x >= 0.5. */
function logGamma(x: number): number {
  const y = x - 1;
  const sum = LANCZOS.reduce(
    (total, c, i) => total + c / (y + i + 1),
    0.99999999999980993,
  );
  const t = y + 7.5;
  return (
    0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum)
  );
}

/** Regularised incomplete beta function by Lentz's continued fraction (Press et al. 2007, 6.4). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) -
      logGamma(a) -
      logGamma(b) +
      a * Math.log(x) +
      b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const safe = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h;
}
