/** Up to here the distribution is had exactly; above, the expansion is exact to seven digits. */
const EXACT_LIMIT = 140;
/** From this n d² on, both sides at once are so rare that twice the one-sided chance is exact. */
const TWO_SIDED_LIMIT = 2.2;
const SUM_LIMIT = 100_000;

/**
 * Chance that two samples of one distribution differ by at least `statistic`
 * (Kolmogorov-Smirnov), by the distribution for one sample of
 * round(a b / (a + b)) rows: the way of Simard and L'Ecuyer (2011), and what
 * SciPy calls `asymp`. With ties the true chance is smaller.
 *
 * @param statistic - greatest distance of the two distribution functions, 0 to 1
 * @param a - rows of the one sample
 * @param b - rows of the other
 * @returns 0 to 1
 */
export function kolmogorovTail(
  statistic: number,
  a: number,
  b: number,
): number {
  const n = Math.max(1, Math.round((a / (a + b)) * b));
  const spread = n * statistic * statistic;
  // The least distance there is for n rows.
  if (statistic <= 0.5 / n) return 1;
  if (statistic >= 1) return 0;
  if (spread >= 370) return 0;
  if (spread >= TWO_SIDED_LIMIT || statistic >= 0.5)
    return Math.min(1, 2 * oneSidedTail(n, statistic));
  const below =
    n <= EXACT_LIMIT
      ? matrixDistribution(n, statistic)
      : pelzGood(n, statistic);
  return Math.min(1, Math.max(0, 1 - below));
}

/**
 * Chance that the distribution function exceeds by at least d (Birnbaum and
 * Tingey 1951, eq. 3.0), summed by logarithms; for more rows Maag and Dicaire
 * (1971).
 */
function oneSidedTail(n: number, d: number): number {
  if (n > SUM_LIMIT) return Math.exp(-((6 * n * d + 1) ** 2) / (18 * n));
  let logChoose = 0;
  let sum = 0;
  for (let j = 0; j <= Math.floor(n * (1 - d)); j++) {
    if (j > 0) logChoose += Math.log((n - j + 1) / j);
    const rest = 1 - d - j / n;
    if (rest > 0)
      sum += Math.exp(
        logChoose + (n - j) * Math.log(rest) + (j - 1) * Math.log(d + j / n),
      );
  }
  return d * sum;
}

/** P(D < d) exactly, by the power of a matrix (Marsaglia, Tsang and Wang 2003). */
function matrixDistribution(n: number, d: number): number {
  const k = Math.ceil(n * d);
  const size = 2 * k - 1;
  const h = k - n * d;
  const matrix = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (__, j) => (i - j + 1 < 0 ? 0 : 1)),
  );
  for (let i = 0; i < size; i++) {
    matrix[i][0] -= h ** (i + 1);
    matrix[size - 1][i] -= h ** (size - i);
  }
  matrix[size - 1][0] += 2 * h - 1 > 0 ? (2 * h - 1) ** size : 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let g = 1; g <= i - j + 1; g++) matrix[i][j] /= g;
    }
  }
  let result = power(matrix, n)[k - 1][k - 1];
  // Times n! / n^n, step by step so that nothing overflows.
  for (let i = 1; i <= n; i++) result *= i / n;
  return result;
}

type Matrix = readonly Float64Array[];

/** At most 140 rows: the entries stay far below what a double holds. */
function power(matrix: Matrix, exponent: number): Matrix {
  if (exponent === 1) return matrix;
  const half = power(matrix, Math.floor(exponent / 2));
  const square = product(half, half);
  return exponent % 2 === 0 ? square : product(square, matrix);
}

function product(a: Matrix, b: Matrix): Matrix {
  return a.map(row => {
    const out = new Float64Array(row.length);
    row.forEach((value, k) => {
      if (value !== 0)
        for (let j = 0; j < out.length; j++) out[j] += value * b[k][j];
    });
    return out;
  });
}

/** P(D < d) to order n^-3/2 (Pelz and Good 1976; Simard and L'Ecuyer 2011, eq. 7 to 10). */
function pelzGood(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const z2 = z * z;
  const z4 = z2 * z2;
  const z6 = z4 * z2;
  const pi2 = Math.PI ** 2;
  const root = Math.sqrt(Math.PI / 2);
  let k0 = 0;
  let k1 = 0;
  let k2 = 0;
  let k3 = 0;
  // Terms fall by exp(-pi² k² / 2 z²), and z is at most 1.5 here.
  for (let k = 0; k < 20; k++) {
    const a = pi2 * (k + 0.5) ** 2;
    const half = 2 * Math.exp(-a / (2 * z2));
    k0 += half;
    k1 += (a - z2) * half;
    k2 +=
      (6 * z6 + 2 * z4 + a * (2 * z4 - 5 * z2) + a * a * (1 - 2 * z2)) * half;
    k3 +=
      (a ** 3 * (5 - 30 * z2) +
        a * a * (212 * z4 - 60 * z2) +
        a * (135 * z4 - 96 * z6) -
        (30 * z6 + 90 * z4 * z4)) *
      half;
  }
  let k2whole = 0;
  let k3whole = 0;
  for (let k = 1; k < 20; k++) {
    const a = pi2 * k * k;
    const whole = 2 * Math.exp(-a / (2 * z2));
    k2whole += a * whole;
    k3whole += (3 * a * z2 - a * a) * whole;
  }
  return (
    (root / z) * k0 +
    ((root / (6 * z4)) * k1) / Math.sqrt(n) +
    ((root / (72 * z6 * z)) * k2 - (root / (36 * z2 * z)) * k2whole) / n +
    ((root / (6480 * z6 * z4)) * k3 + (root / (216 * z6)) * k3whole) / n ** 1.5
  );
}
