/**
 * One draw of Beta(alpha, alpha), by Jöhnk's method (1964): fit for alpha up to
 * some tens; mixup takes 0.1 to 0.4.
 *
 * @param random - from 0 to below 1
 * @throws RangeError where alpha is not from 0 (excluded) to 10
 */
export function betaDraw(alpha: number, random: () => number): number {
  if (!(alpha > 0 && alpha <= 10))
    throw new RangeError(
      `alpha is ${alpha}; the shares of mixup need one above 0 and at most 10.`,
    );
  for (;;) {
    // In logarithms: small powers of small numbers vanish.
    const x = Math.log(1 - random()) / alpha;
    const y = Math.log(1 - random()) / alpha;
    const larger = Math.max(x, y);
    const sum = larger + Math.log(Math.exp(x - larger) + Math.exp(y - larger));
    if (sum <= 0) return Math.exp(x - sum);
  }
}
