/**
 * Quantiles of a sample given as counts of its sorted values, by linear
 * interpolation between order statistics (Hyndman and Fan 1996, definition 7).
 *
 * @param values - ascending
 * @param counts - how often each stands, whole numbers, not all nought
 * @param positions - 0 to 1, in any order
 */
export function quantilesOfCounts(
  values: readonly number[],
  counts: readonly number[],
  positions: readonly number[],
): number[] {
  const below = new Float64Array(counts.length);
  let n = 0;
  counts.forEach((count, i) => {
    n += count;
    below[i] = n;
  });
  const orderStatistic = (rank: number) => values[firstAbove(below, rank)];
  return positions.map(position => {
    const place = (n - 1) * position;
    const lower = orderStatistic(Math.floor(place));
    const upper = orderStatistic(Math.ceil(place));
    return lower + (place - Math.floor(place)) * (upper - lower);
  });
}

/** Index of the first entry greater than `rank`. */
function firstAbove(ascending: Float64Array, rank: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] > rank) high = middle;
    else low = middle + 1;
  }
  return low;
}
