import { chiSquaredTail } from './chiSquaredTail';
import { type CountPair, totals } from './shareDistances';

/** Cochran (1954): with smaller expected counts the distribution is another one. */
const LEAST_EXPECTED = 5;

export type ChiSquared = {
  readonly statistic: number;
  /** Categories less one, rare ones put together. */
  readonly freedom: number;
  readonly pValue: number;
};

/**
 * Pearson's chi-squared test (1900) that two samples have the same shares of
 * categories. Categories of which fewer than five rows are expected on a side
 * are counted as one.
 */
export function chiSquared(counts: readonly CountPair[]): ChiSquared {
  const pooled = poolRare(counts);
  const { from, to } = totals(pooled);
  const freedom = pooled.length - 1;
  if (freedom < 1 || from === 0 || to === 0)
    return { statistic: 0, freedom: 0, pValue: 1 };
  const statistic = statisticOf(pooled);
  return { statistic, freedom, pValue: chiSquaredTail(statistic, freedom) };
}

/**
 * Cramér's V (1946), corrected so that it is nought on average where nothing
 * moved, however many categories and however few rows there are (Bergsma 2013,
 * eq. 3): 0 the same shares, 1 disjoint. With two samples it is Cohen's w.
 */
export function cramersV(counts: readonly CountPair[]): number {
  const present = counts.filter(pair => pair.from + pair.to > 0);
  const { from, to } = totals(present);
  const n = from + to;
  const categories = present.length;
  if (categories < 2 || from === 0 || to === 0) return 0;
  const phiSquared = statisticOf(present) / n;
  const corrected = Math.max(0, phiSquared - (categories - 1) / (n - 1));
  const rows = 2 - 1 / (n - 1);
  const columns = categories - (categories - 1) ** 2 / (n - 1);
  const least = Math.min(rows, columns) - 1;
  // More categories than rows: nothing can be said.
  return least <= 0 ? 0 : Math.min(1, Math.sqrt(corrected / least));
}

function statisticOf(counts: readonly CountPair[]): number {
  const { from, to } = totals(counts);
  return counts.reduce((sum, pair) => {
    const both = pair.from + pair.to;
    if (both === 0) return sum;
    const before = (both * from) / (from + to);
    const after = (both * to) / (from + to);
    return (
      sum + (pair.from - before) ** 2 / before + (pair.to - after) ** 2 / after
    );
  }, 0);
}

function poolRare(counts: readonly CountPair[]): CountPair[] {
  const { from, to } = totals(counts);
  const least = Math.min(from, to) / (from + to);
  const isRare = (pair: CountPair) =>
    (pair.from + pair.to) * least < LEAST_EXPECTED;
  const rare = totals(counts.filter(isRare));
  const kept = counts.filter(pair => !isRare(pair));
  return rare.from + rare.to === 0 ? kept : [...kept, rare];
}
