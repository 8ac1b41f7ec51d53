/** Rows that stand for up to so many times as many others are taken as drawn alike. */
const ALIKE = 1.5;

/**
 * Indices of strata in groups that were drawn about as thinly; those of which
 * nothing is decided are a group too. A sample of strata by their size is no less
 * exact than a simple random one of the same rows (Cochran 1977, section 5.6), and
 * an interval of the whole holds where those of many small strata do not: each of
 * them sees few errors.
 */
export function alikeStrata(
  strata: readonly { readonly size: number; readonly decided: number }[],
): number[][] {
  const weightOf = (h: number) =>
    strata[h].decided > 0 ? strata[h].size / strata[h].decided : Infinity;
  const thickest = strata
    .map((_, h) => h)
    .sort((a, b) => weightOf(a) - weightOf(b) || a - b);
  const groups: number[][] = [];
  for (const h of thickest) {
    const group = groups.at(-1);
    if (group && weightOf(h) <= ALIKE * weightOf(group[0])) group.push(h);
    else groups.push([h]);
  }
  return groups;
}
