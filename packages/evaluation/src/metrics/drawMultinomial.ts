/** Taken once: a global is looked up at each call where code runs in a context of its own. */
const { cos, floor, log, log1p, max, min, PI, round, sqrt } = Math;

/**
 * Draws n rows with replacement from kinds of rows: one binomial draw a kind,
 * given those before it.
 *
 * @param counts - how many rows there are of each kind
 * @param n - rows there are, and rows that are drawn
 * @param out - how many were drawn of each kind
 */
export function drawMultinomial(
  counts: ArrayLike<number>,
  n: number,
  random: () => number,
  out: Float64Array,
): void {
  let left = n;
  let mass = n;
  for (let i = 0; i < counts.length; i++) {
    out[i] =
      mass <= counts[i] ? left : binomial(left, counts[i] / mass, random);
    left -= out[i];
    mass -= counts[i];
  }
}

/** Binomial draw: exact for small means, by the normal approximation beyond. */
function binomial(n: number, p: number, random: () => number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (n * min(p, 1 - p) < 30) {
    const small = min(p, 1 - p);
    let count = -1;
    for (let position = 0; position <= n; count++) {
      position += 1 + floor(log(1 - random()) / log1p(-small));
    }
    return p <= 0.5 ? count : n - count;
  }
  const normal = sqrt(-2 * log(1 - random())) * cos(2 * PI * random());
  return min(n, max(0, round(n * p + sqrt(n * p * (1 - p)) * normal)));
}
