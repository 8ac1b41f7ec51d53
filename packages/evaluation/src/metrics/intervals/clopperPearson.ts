import { incompleteBeta } from '@greenroom/error-analysis';
import { MetricError } from '../rows/MetricError';

/**
 * The exact interval of a proportion (Clopper and Pearson 1934), by halving the
 * regularised incomplete beta function. Never covers less than 95 %, so it is
 * wider than Wilson's.
 *
 * @param hits - from 0 to n
 * @throws MetricError where n is below 1
 */
export function clopperPearson(
  hits: number,
  n: number,
  alpha = 0.05,
): { low: number; high: number } {
  if (!(n >= 1 && hits >= 0 && hits <= n))
    throw new MetricError(`${hits} of ${n} is no proportion.`);
  return {
    low: hits === 0 ? 0 : betaQuantile(alpha / 2, hits, n - hits + 1),
    high: hits === n ? 1 : betaQuantile(1 - alpha / 2, hits + 1, n - hits),
  };
}

function betaQuantile(share: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  // 60 halvings leave 1e-18.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
