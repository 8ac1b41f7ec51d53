import { normalBelow, normalQuantile, Z_80, Z_95 } from './normal';

/** Chance of seeing an effect that is there. */
const POWER = 0.8;
const ALPHA = 0.05;

/**
 * The smallest fall of a proportion (the smallest rise, where there is nothing
 * to fall to) that a second sample of n other rows would show with 80 % power
 * at alpha 5 %, two-sided, by the arcsine effect size (Cohen 1988, eq. 6.2.1).
 *
 * @param p - the proportion, 0 to 1
 * @param n - rows of each sample
 */
export function minimumDetectableShare(p: number, n: number): number {
  const h = effectOf(n);
  const angle = Math.asin(Math.sqrt(p));
  const fallen = angle - h / 2;
  if (fallen >= 0) return p - Math.sin(fallen) ** 2;
  const risen = Math.min(angle + h / 2, Math.PI / 2);
  return Math.max(p, Math.sin(risen) ** 2 - p);
}

/** Cohen's h that n rows against n rows show with 80 % power, both tails counted. */
function effectOf(n: number): number {
  const scale = Math.sqrt(n / 2);
  const critical = normalQuantile(1 - ALPHA / 2);
  const powerAt = (h: number) =>
    normalBelow(h * scale - critical) + normalBelow(-h * scale - critical);
  let low = 0;
  let high = (critical + 9) / scale;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (powerAt(middle) < POWER) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The same of any figure with a standard error, against a second sample of as
 * many other rows.
 */
export function minimumDetectableOf(standardError: number): number {
  return (Z_95 + Z_80) * Math.SQRT2 * standardError;
}

/** The same of a difference of two runs on the same rows. */
export function minimumDetectablePaired(standardErrorOfDelta: number): number {
  return (Z_95 + Z_80) * standardErrorOfDelta;
}
