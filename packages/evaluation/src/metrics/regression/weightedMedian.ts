/**
 * The median where row i stands `weights[i]` times; of two middle values their mean.
 *
 * @param order - row indices by rising value
 */
export function weightedMedian(
  values: ArrayLike<number>,
  order: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  let n = 0;
  for (let i = 0; i < weights.length; i++) n += weights[i];
  let passed = 0;
  for (let at = 0; at < order.length; at++) {
    passed += weights[order[at]];
    if (2 * passed > n) return values[order[at]];
    if (2 * passed === n && n > 0) {
      let next = at + 1;
      while (weights[order[next]] === 0) next++;
      return (values[order[at]] + values[order[next]]) / 2;
    }
  }
  return NaN;
}
