/** How a sample is divided among strata. */
export type Allocation =
  /** As many of each as it has rows. */
  | { readonly kind: 'proportional' }
  /** As many of each. */
  | { readonly kind: 'equal' }
  /** As its rows times a factor, e.g. 5 for flagged rows; 1 where none is given. */
  | {
      readonly kind: 'oversampled';
      readonly factors: Readonly<Record<string, number>>;
    };

type Stratum = { readonly name: string; readonly size: number };

/** With fewer rows of a stratum nothing is learned of how its rows differ. */
const LEAST_OF_STRATUM = 2;

/**
 * Rows to draw of each stratum: shares of the total by weight, at least two of
 * each where the total allows it, never more than there are; what is left over
 * goes to the largest remainders.
 *
 * @throws RangeError naming a factor that is no positive number
 */
export function allocateSample(
  strata: readonly Stratum[],
  total: number,
  allocation: Allocation,
): number[] {
  const weights = strata.map(stratum => weightOf(stratum, allocation));
  const all = strata.reduce((sum, { size }) => sum + size, 0);
  const wanted = Math.min(total, all);
  const least = Math.min(
    LEAST_OF_STRATUM,
    Math.floor(wanted / Math.max(1, strata.length)),
  );
  const counts = strata.map(({ size }) => Math.min(least, size));
  for (;;) {
    const left = wanted - counts.reduce((sum, count) => sum + count, 0);
    const open = strata.flatMap(({ size }, h) => (counts[h] < size ? [h] : []));
    if (left === 0 || open.length === 0) return counts;
    // What each lacks of its share of the whole, so that the least costs nobody.
    const weight = open.reduce((sum, h) => sum + weights[h], 0);
    const spoken = open.reduce((sum, h) => sum + counts[h], 0);
    const lacking = open.map(h =>
      Math.max(0, ((left + spoken) * weights[h]) / weight - counts[h]),
    );
    const sum = lacking.reduce((a, b) => a + b, 0);
    let given = 0;
    const remainders = open.map((h, i) => {
      const share = (left * lacking[i]) / sum;
      const whole = Math.min(Math.floor(share), strata[h].size - counts[h]);
      counts[h] += whole;
      given += whole;
      return { h, remainder: share - whole };
    });
    remainders.sort((a, b) => b.remainder - a.remainder || a.h - b.h);
    for (const { h } of remainders) {
      if (given === left) break;
      if (counts[h] === strata[h].size) continue;
      counts[h]++;
      given++;
    }
  }
}

function weightOf({ name, size }: Stratum, allocation: Allocation): number {
  if (allocation.kind === 'equal') return 1;
  if (allocation.kind === 'proportional') return size;
  const factor = allocation.factors[name] ?? 1;
  if (!(factor > 0) || factor === Infinity)
    throw new RangeError(
      `The factor of stratum ${name} is ${factor}; it must be a number above 0.`,
    );
  return size * factor;
}
