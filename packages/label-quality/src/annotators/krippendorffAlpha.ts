import { seededRandom } from '../seededRandom';
import { Annotations } from './Annotations';
import type { Coefficient } from './itemAgreement';

export const ALPHA_METRICS = ['nominal', 'ordinal', 'interval'] as const;
/** What a difference between two classes weighs. */
export type AlphaMetric = (typeof ALPHA_METRICS)[number];

/** Enough for two digits of a 95 % interval. */
const RESAMPLES = 500;
/** The interval leaves so much out at either end. */
const TAIL = 0.025;

/** How often two classes were given to one row, row-major. */
type Coincidences = { readonly counts: Float64Array; readonly classes: number };

/**
 * Krippendorff's alpha (2004, ch. 11): agreement of any number of annotators,
 * with missing labels; rows of one label say nothing. Classes are ordered by
 * their index. The interval is a bootstrap over rows, the same for the same seed.
 * Needs classes^2 numbers of memory.
 */
export function krippendorffAlpha(
  annotations: Annotations,
  options: { readonly seed?: number; readonly resamples?: number } = {},
): Readonly<Record<AlphaMetric, Coefficient>> {
  const { rows, classes, rowStarts } = annotations;
  const units: number[] = [];
  for (let row = 0; row < rows; row++)
    if (rowStarts[row + 1] - rowStarts[row] > 1) units.push(row);
  const pairs = pairsOfRows(annotations);
  const counts = new Float64Array(classes * classes);
  const of = (unitAt: (i: number) => number) => {
    counts.fill(0);
    for (let i = 0; i < units.length; i++) {
      const row = unitAt(i);
      for (let p = pairs.starts[row]; p < pairs.starts[row + 1]; p++)
        counts[pairs.cell[p]] += pairs.weight[p];
    }
    return alphas({ counts, classes });
  };
  const found = of(i => units[i]);
  const random = seededRandom(options.seed ?? 0);
  const resampled = Array.from({ length: options.resamples ?? RESAMPLES }, () =>
    of(() => units[Math.floor(random() * units.length)]),
  );
  const withInterval = (metric: AlphaMetric): Coefficient => ({
    value: found[metric],
    ...interval(resampled.map(each => each[metric])),
  });
  return {
    nominal: withInterval('nominal'),
    ordinal: withInterval('ordinal'),
    interval: withInterval('interval'),
  };
}

/** Each row's ordered pairs of labels as cells, each label weighing one in all. */
function pairsOfRows({ rows, classes, rowStarts, label }: Annotations) {
  const starts = new Int32Array(rows + 1);
  const cell: number[] = [];
  const weight: number[] = [];
  for (let row = 0; row < rows; row++) {
    const own = label.slice(rowStarts[row], rowStarts[row + 1]).sort();
    const given = new Map<number, number>();
    for (const each of own) given.set(each, (given.get(each) ?? 0) + 1);
    for (const [c, many] of given) {
      for (const [d, others] of given) {
        const pairs = many * (c === d ? others - 1 : others);
        if (pairs === 0) continue;
        cell.push(c * classes + d);
        weight.push(pairs / (own.length - 1));
      }
    }
    starts[row + 1] = cell.length;
  }
  return {
    starts,
    cell: Int32Array.from(cell),
    weight: Float64Array.from(weight),
  };
}

function alphas(
  coincidences: Coincidences,
): Readonly<Record<AlphaMetric, number>> {
  const { counts, classes: k } = coincidences;
  const totals = new Float64Array(k);
  for (let c = 0; c < k; c++)
    for (let d = 0; d < k; d++) totals[c] += counts[c * k + d];
  // Labels up to and half of each class: what an ordinal difference spans.
  const middles = new Float64Array(k);
  let below = 0;
  for (let c = 0; c < k; c++) {
    middles[c] = below + totals[c] / 2;
    below += totals[c];
  }
  const alpha = (difference: (c: number, d: number) => number) => {
    let [observed, expected] = [0, 0];
    for (let c = 0; c < k; c++) {
      if (totals[c] === 0) continue;
      for (let d = 0; d < k; d++) {
        const apart = difference(c, d);
        observed += counts[c * k + d] * apart;
        expected += (totals[c] * totals[d] * apart) / (below - 1);
      }
    }
    return 1 - observed / expected;
  };
  return {
    nominal: alpha((c, d) => (c === d ? 0 : 1)),
    ordinal: alpha((c, d) => (middles[c] - middles[d]) ** 2),
    interval: alpha((c, d) => (c - d) ** 2),
  };
}

function interval(values: readonly number[]): { low: number; high: number } {
  const sorted = values
    .filter(value => !Number.isNaN(value))
    .sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  return { low: at(TAIL), high: at(1 - TAIL) };
}
