import { once } from '../rows/once';
import { weightedRanks } from './weightedRanks';

/** Taken once: a global is looked up at each call where code runs in a context of its own. */
const { floor, sqrt } = Math;

/**
 * Kendall's tau-b (1945): agreement of the order of all pairs of rows, ties
 * allowed for. O(n log n) by counting inversions in a Fenwick tree (Knight
 * 1966 counts them by merging). NaN where a column does not vary.
 *
 * @param orderA - row indices by rising a
 * @param orderB - row indices by rising b
 */
export function kendallTau(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  orderA: ArrayLike<number>,
  orderB: ArrayLike<number>,
): number {
  const n = a.length;
  const rankB = weightedRanks(b, orderB, once(n));
  const seen = new Float64Array(n + 2);
  const upTo = (rank: number) => {
    let sum = 0;
    for (let i = floor(rank); i > 0; i -= i & -i) sum += seen[i];
    return sum;
  };
  const mark = (rank: number) => {
    for (let i = floor(rank); i <= n; i += i & -i) seen[i]++;
  };
  let score = 0;
  let tiedA = 0;
  let tiedB = 0;
  for (let at = 0; at < n; ) {
    let end = at;
    for (; end < n && a[orderA[end]] === a[orderA[at]]; end++) {
      const rank = rankB[orderA[end]];
      const below = upTo(floor(rank) - 1);
      score += below - (at - upTo(rank));
    }
    tiedA += pairs(end - at);
    for (; at < end; at++) mark(rankB[orderA[at]]);
  }
  for (let at = 0; at < n; ) {
    let end = at;
    while (end < n && b[orderB[end]] === b[orderB[at]]) end++;
    tiedB += pairs(end - at);
    at = end;
  }
  const all = pairs(n);
  return score / sqrt((all - tiedA) * (all - tiedB));
}

function pairs(n: number): number {
  return (n * (n - 1)) / 2;
}
