const PRECISION = 1e-15;
const STEPS = 100_000;

/**
 * Chance of a chi-squared variable of at least `value`: the regularised upper
 * incomplete gamma function Q(freedom / 2, value / 2), by its series or its
 * continued fraction (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31).
 *
 * @param value - 0 or more
 * @param freedom - degrees of freedom, a whole number of 1 or more
 */
export function chiSquaredTail(value: number, freedom: number): number {
  if (value <= 0) return 1;
  const a = freedom / 2;
  const x = value / 2;
  const logScale = a * Math.log(x) - x - logGammaOfHalf(freedom);
  return x < a + 1
    ? 1 - Math.exp(logScale) * series(a, x)
    : Math.exp(logScale) * continuedFraction(a, x);
}

/** ln gamma(n / 2), by gamma(x + 1) = x gamma(x) from gamma(1/2) = sqrt(pi) and gamma(1) = 1. */
function logGammaOfHalf(n: number): number {
  let sum = n % 2 === 1 ? Math.log(Math.PI) / 2 : 0;
  for (let x = n % 2 === 1 ? 0.5 : 1; x < n / 2; x++) sum += Math.log(x);
  return sum;
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < STEPS && term > sum * PRECISION; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Evaluated from the front by Lentz's method (1976). */
function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < STEPS; n++) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    result *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return result;
}
