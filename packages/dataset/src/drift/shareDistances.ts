/** A share of nought would make the index infinite. */
const SHARE_FLOOR = 1e-4;

/** Counts over the same bins or categories of two samples. */
export type CountPair = { readonly from: number; readonly to: number };

/**
 * Population stability index (Siddiqi 2006, Credit Risk Scorecards): the sum of
 * (q - p) ln(q / p) over the shares of two samples, shares of less than 0.0001
 * counted as that. Symmetric; 0 where the shares are equal.
 */
export function populationStability(counts: readonly CountPair[]): number {
  const { from, to } = totals(counts);
  if (from === 0 || to === 0) return 0;
  return counts.reduce((sum, pair) => {
    const p = Math.max(pair.from / from, SHARE_FLOOR);
    const q = Math.max(pair.to / to, SHARE_FLOOR);
    return sum + (q - p) * Math.log(q / p);
  }, 0);
}

/**
 * Jensen-Shannon distance to base 2: the square root of the divergence of Lin
 * (1991), which is a metric (Endres and Schindelin 2003). Symmetric; 0 the same,
 * 1 disjoint.
 */
export function jensenShannon(counts: readonly CountPair[]): number {
  const { from, to } = totals(counts);
  if (from === 0 || to === 0) return 0;
  const divergence = counts.reduce((sum, pair) => {
    const p = pair.from / from;
    const q = pair.to / to;
    return sum + informationOf(p, q) + informationOf(q, p);
  }, 0);
  return Math.sqrt(Math.min(1, Math.max(0, divergence)));
}

function informationOf(share: number, other: number): number {
  return share === 0
    ? 0
    : (share / 2) * Math.log2(share / ((share + other) / 2));
}

export function totals(counts: readonly CountPair[]): CountPair {
  return {
    from: counts.reduce((sum, pair) => sum + pair.from, 0),
    to: counts.reduce((sum, pair) => sum + pair.to, 0),
  };
}
