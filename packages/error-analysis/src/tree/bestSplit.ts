import type { TreeFeature, TreeSplit } from './ErrorTree';

/** Of a group of rows. */
export type Spread = {
  readonly rows: number;
  readonly sum: number;
  readonly squares: number;
};

type Group = {
  readonly features: readonly TreeFeature[];
  readonly errors: Float64Array;
  readonly rows: Int32Array;
  /** Of each feature of numbers, the group's rows from the lowest up; missing ones are left out. */
  readonly sorted: readonly Int32Array[];
  readonly own: Spread;
  readonly minLeaf: number;
};

/** What a split takes from the squared spread inside of the groups; less is rounding. */
const LEAST_GAIN = 1e-9;

/** Sum of what was counted so far on the first side. */
type Side = { rows: number; sum: number };

/** Keeps the first of the best splits. */
class Best {
  split: TreeSplit | undefined;
  #gain = LEAST_GAIN;

  constructor(private readonly group: Pick<Group, 'own' | 'minLeaf'>) {}

  /** @param split - made only where it is the best so far */
  offer({ rows, sum }: Side, split: () => TreeSplit): void {
    const { own, minLeaf } = this.group;
    const others = own.rows - rows;
    if (rows < minLeaf || others < minLeaf) return;
    // Spread between two groups: n1 n2 / n (mean1 - mean2)^2.
    const apart = sum / rows - (own.sum - sum) / others;
    const gain = ((rows * others) / own.rows) * apart * apart;
    // Sums of another order differ in their last digits; such a gain is no better.
    if (gain <= this.#gain * (1 + LEAST_GAIN)) return;
    this.#gain = gain;
    this.split = split();
  }
}

/** The split that parts errors best; undefined where none leaves two groups of enough rows with other errors. */
export function bestSplit(group: Group): TreeSplit | undefined {
  const best = new Best(group);
  group.features.forEach((feature, f) => {
    if (feature.kind === 'number')
      offerCuts(best, group, f, feature.values, group.sorted[f]);
    else offerSets(best, group, f, feature);
  });
  return best.split;
}

function offerCuts(
  best: Best,
  { errors, own }: Group,
  feature: number,
  values: Float64Array,
  sorted: Int32Array,
): void {
  let sum = 0;
  for (const row of sorted) sum += errors[row];
  const missing = { rows: own.rows - sorted.length, sum: own.sum - sum };
  if (missing.rows > 0)
    best.offer({ rows: sorted.length, sum }, () => ({
      kind: 'number',
      feature,
      atMost: Infinity,
      missing: 'second',
    }));
  const first = { rows: 0, sum: 0 };
  for (let at = 0; at + 1 < sorted.length; at++) {
    const value = values[sorted[at]];
    const next = values[sorted[at + 1]];
    first.rows++;
    first.sum += errors[sorted[at]];
    if (value === next) continue;
    const cut = (missingGoes: TreeSplit['missing']) => (): TreeSplit => ({
      kind: 'number',
      feature,
      atMost: between(value, next),
      missing: missingGoes,
    });
    best.offer(first, cut('second'));
    if (missing.rows > 0)
      best.offer(
        { rows: first.rows + missing.rows, sum: first.sum + missing.sum },
        cut('first'),
      );
  }
}

/** Half-way; the lower where there is no number between them. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}

/**
 * Of all ways to part categories in two the best is a cut through them in the
 * order of their mean error (Fisher 1958; Breiman et al. 1984, theorem 4.5).
 * Missing is a category like any other.
 */
function offerSets(
  best: Best,
  { errors, rows }: Group,
  feature: number,
  { codes, cardinality }: Extract<TreeFeature, { kind: 'category' }>,
): void {
  const counts = new Float64Array(cardinality + 1);
  const sums = new Float64Array(cardinality + 1);
  for (const row of rows) {
    const place = codes[row] < 0 ? cardinality : codes[row];
    counts[place]++;
    sums[place] += errors[row];
  }
  const ordered = Array.from(counts, (_, code) => code)
    .filter(code => counts[code] > 0)
    .sort((a, b) => sums[a] / counts[a] - sums[b] / counts[b] || a - b);
  const first = { rows: 0, sum: 0 };
  ordered.slice(0, -1).forEach((code, at) => {
    first.rows += counts[code];
    first.sum += sums[code];
    best.offer(first, () => {
      const taken = ordered.slice(0, at + 1);
      return {
        kind: 'category',
        feature,
        codes: taken.filter(each => each < cardinality).sort((a, b) => a - b),
        missing: taken.includes(cardinality) ? 'first' : 'second',
      };
    });
  });
}
