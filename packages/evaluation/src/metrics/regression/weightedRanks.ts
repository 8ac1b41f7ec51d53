/**
 * Ranks from 1, equal values sharing their middle (Spearman 1904), where row i
 * stands `weights[i]` times.
 *
 * @param order - row indices by rising value
 */
export function weightedRanks(
  values: ArrayLike<number>,
  order: ArrayLike<number>,
  weights: ArrayLike<number>,
): Float64Array {
  const ranks = new Float64Array(values.length);
  let before = 0;
  for (let at = 0; at < order.length; ) {
    let end = at;
    let tied = 0;
    for (
      ;
      end < order.length && values[order[end]] === values[order[at]];
      end++
    )
      tied += weights[order[end]];
    for (; at < end; at++) ranks[order[at]] = before + (tied + 1) / 2;
    before += tied;
  }
  return ranks;
}
