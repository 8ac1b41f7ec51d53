import type { FeaturePlan } from './FeaturePlan';
import { sortedNumbers } from './sortedNumbers';

/** Cuts as the Responsible AI toolbox makes them for its heat map. */
export type EqualBins = 'width' | 'frequency';

/**
 * Ranges of equal width, or of equal frequency (by quantiles between which it is
 * interpolated, those that are equal taken once), each with its upper end: as
 * pandas' `cut` and `qcut` have them. Up to so many different values are a bin
 * each.
 *
 * @param values - NaN where a value is missing
 * @throws RangeError where there is no bin
 */
export function planEqualBins(
  values: Float64Array,
  bins: number,
  by: EqualBins,
): FeaturePlan {
  if (!(Number.isInteger(bins) && bins >= 1))
    throw new RangeError(`${bins} bins cannot be; give a whole number from 1.`);
  const sorted = sortedNumbers(values);
  const missing = sorted.length < values.length ? 'a code' : 'none';
  const distinct = [...new Set(sorted)];
  if (distinct.length <= bins)
    return { kind: 'numbers', values: distinct, missing };
  const inner = Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins);
  const cuts = inner.map(share =>
    by === 'width'
      ? sorted[0] + share * (sorted[sorted.length - 1] - sorted[0])
      : quantile(sorted, share),
  );
  return {
    kind: 'ranges',
    cuts: [...new Set(cuts)].filter(
      cut => cut > sorted[0] && cut < sorted[sorted.length - 1],
    ),
    cut: 'ends',
    missing,
  };
}

/** Hyndman and Fan (1996), definition 7. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}
