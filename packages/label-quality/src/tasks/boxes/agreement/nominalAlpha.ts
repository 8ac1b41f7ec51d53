/** A value of nobody: the annotator did not judge the unit. */
export const NOT_JUDGED = -1;

/**
 * Krippendorff's alpha for names (Hayes and Krippendorff 2007, "Answering the
 * call for a standard reliability measure for coding data"): 1 where all agree,
 * 0 where they agree as by chance.
 *
 * @param values - units x annotators, from 0 to `categories` - 1, or `NOT_JUDGED`
 * @returns NaN where nothing differs that could: one category, or no unit judged twice
 */
export function nominalAlpha(
  values: readonly (readonly number[])[],
  categories: number,
): number {
  const totals = new Float64Array(categories);
  let disagreement = 0;
  for (const unit of values) {
    const counts = new Map<number, number>();
    for (const value of unit)
      if (value !== NOT_JUDGED) counts.set(value, (counts.get(value) ?? 0) + 1);
    const judged = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (judged < 2) continue;
    for (const [value, count] of counts) {
      totals[value] += count;
      disagreement += (count * (judged - count)) / (judged - 1);
    }
  }
  const n = totals.reduce((sum, total) => sum + total, 0);
  const expected = totals.reduce((sum, total) => sum + total * (n - total), 0);
  return expected === 0 ? NaN : 1 - ((n - 1) * disagreement) / expected;
}
