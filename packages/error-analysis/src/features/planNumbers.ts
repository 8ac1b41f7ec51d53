import type { FeaturePlan } from './FeaturePlan';
import { sortedNumbers } from './sortedNumbers';

const DEFAULT_BINS = 5;

/**
 * Bins of about equal frequency with cuts that people can read, as `[12, 24)`;
 * equal values never part, and nothing lies outside. Few different values are a
 * bin each.
 *
 * @param values - NaN where a value is missing
 * @param ownValues - up to so many different values each have a bin of their own
 */
export function planNumbers(
  values: Float64Array,
  maxBins = DEFAULT_BINS,
  ownValues = maxBins,
): FeaturePlan {
  const present = sortedNumbers(values);
  const missing = present.length < values.length ? 'a code' : 'none';
  const distinct = firstDistinct(present, ownValues + 1);
  if (distinct.length <= ownValues)
    return { kind: 'numbers', values: distinct, missing };
  const cuts: number[] = [];
  for (let b = 1; b < maxBins; b++) {
    const exact = present[Math.floor((b * present.length) / maxBins)];
    const cut = rounded(exact, present);
    const least = cuts[cuts.length - 1] ?? present[0];
    if (cut > least && cut <= present[present.length - 1]) cuts.push(cut);
  }
  // A few heavy values can leave no cut; the first change of value is one.
  if (cuts.length === 0) cuts.push(distinct[1]);
  return { kind: 'ranges', cuts, cut: 'begins', missing };
}

/** The different values of a sorted column, but no more than so many. */
function firstDistinct(sorted: Float64Array, most: number): number[] {
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length && distinct.length < most; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct.push(sorted[i]);
  return distinct;
}

/** Two significant digits of the spread are enough to read and to tell bins apart. */
function rounded(value: number, sorted: Float64Array): number {
  const spread =
    sorted[Math.floor(sorted.length * 0.95)] -
    sorted[Math.floor(sorted.length * 0.05)];
  if (!(spread > 0) || !Number.isFinite(spread)) return value;
  const step = 10 ** (Math.floor(Math.log10(spread)) - 1);
  return Number((Math.round(value / step) * step).toPrecision(12));
}
