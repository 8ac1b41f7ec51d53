/**
 * p-values of several tests as q-values: calling all tests with q of at most x a
 * discovery makes a share of x of them false on average (Benjamini and Hochberg
 * 1995).
 *
 * @returns in the order given
 */
export function adjustForDiscoveries(pValues: readonly number[]): number[] {
  const order = pValues
    .map((_, i) => i)
    .sort((a, b) => pValues[b] - pValues[a]);
  const adjusted = new Array<number>(pValues.length);
  let least = 1;
  order.forEach((index, i) => {
    const rank = pValues.length - i;
    least = Math.min(least, (pValues[index] * pValues.length) / rank);
    adjusted[index] = least;
  });
  return adjusted;
}
