/** Beyond it the tail is nothing in double precision. */
const FURTHEST = 9;

/**
 * The share of a standard normal distribution below z (Marsaglia 2004,
 * "Evaluating the Normal Distribution"), to 1e-15.
 */
export function normalBelow(z: number): number {
  if (z > FURTHEST) return 1;
  if (z < -FURTHEST) return 0;
  let term = z;
  let sum = 0;
  for (let i = 1; sum + term !== sum; i += 2) {
    sum += term;
    term *= (z * z) / (i + 2);
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
