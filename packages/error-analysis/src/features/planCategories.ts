import type { FeaturePlan } from './FeaturePlan';
import type { TextColumn } from './TextColumn';

export const DEFAULT_CATEGORIES = 50;

/** The most frequent texts (ties by text) a code each; the rest are `(other)`. */
export function planCategories(
  { codes, values }: TextColumn,
  maxCategories = DEFAULT_CATEGORIES,
): FeaturePlan {
  const counts = new Float64Array(values.length);
  let missing: FeaturePlan['missing'] = 'none';
  for (const code of codes) {
    if (code < 0) missing = 'a code';
    else counts[code]++;
  }
  const ranked = values
    .map((value, place) => ({ value, count: counts[place] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return {
    kind: 'categories',
    values: ranked.slice(0, maxCategories).map(({ value }) => value),
    other: ranked.length > maxCategories ? 'a code' : 'none',
    missing,
  };
}
