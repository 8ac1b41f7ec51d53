import { normalBelow, normalQuantile } from './normal';
import type { MetricValues } from '../rows/Accumulator';
import { poissonDraw } from './poissonDraw';

/** The 95 % interval of a figure and its standard error, from resamples. */
export type Resampled = {
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
};

export type Resampling = {
  /** Fixed, so that the same rows have the same interval. */
  readonly seed: number;
  /** Most resamples. */
  readonly draws: number;
};

export const RESAMPLING: Resampling = { seed: 7, draws: 1_000 };

/** Fewer resamples than that leave the ends of an interval to chance. */
const LEAST_DRAWS = 200;
/** Elementary steps (about 25 ns each) that the resamples of a sample may take beyond the fewest: ten seconds. */
const MOST_STEPS = 4e8;
/** Resamples that a metric must be defined in to have an interval. */
const LEAST_DEFINED = 0.9;

/** What is resampled: a figure of how often each row counts. */
export type Resampleable = {
  readonly units: Uint32Array;
  readonly cost: number;
  values(weights: ArrayLike<number>): MetricValues;
};

/**
 * Intervals of every figure by the Poisson bootstrap, bias-corrected (Efron
 * 1981, the BC percentile method): calibration errors and maxima are larger in
 * resamples than in the sample, and a plain percentile interval may miss the
 * figure itself. A metric that is undefined in more than a tenth of the
 * resamples has none.
 */
export function bootstrap(
  sample: Resampleable,
  figures: MetricValues,
  { seed, draws }: Resampling = RESAMPLING,
): ReadonlyMap<string, Resampled> {
  const count = Math.min(
    draws,
    Math.max(LEAST_DRAWS, Math.floor(MOST_STEPS / Math.max(sample.cost, 1))),
  );
  const weights = new Uint8Array(sample.units.length);
  const drawn = new Map(
    Object.keys(figures).map((name): [string, number[]] => [name, []]),
  );
  for (let draw = 0; draw < count; draw++) {
    const values = sample.values(
      poissonDraw(sample.units, draw, seed, weights),
    );
    for (const [name, value] of Object.entries(values))
      drawn.get(name)?.push(value);
  }
  const intervals = new Map<string, Resampled>();
  for (const [name, values] of drawn) {
    if (values.length < LEAST_DEFINED * count) continue;
    const sorted = Float64Array.from(values).sort();
    intervals.set(name, intervalOf(sorted, figures[name]));
  }
  return intervals;
}

const LOWEST = 0.025;
const HIGHEST = 0.975;
/** Bias beyond this many standard deviations is corrected no further: the tail holds too few resamples. */
const MOST_BIAS = 2;

/** Resamples this close to the figure are equal to it: sums of shards differ in their last digits. */
const EQUAL_WITHIN = 1e-12;

function intervalOf(sorted: Float64Array, figure: number): Resampled {
  const n = sorted.length;
  let below = 0;
  let equal = 0;
  let sum = 0;
  for (const value of sorted) {
    const difference = value - figure;
    if (Math.abs(difference) <= EQUAL_WITHIN * Math.max(1, Math.abs(figure)))
      equal++;
    else if (difference < 0) below++;
    sum += value;
  }
  let squares = 0;
  for (const value of sorted) squares += (value - sum / n) ** 2;
  const share = (below + equal / 2) / n;
  const bias = Math.max(-MOST_BIAS, Math.min(MOST_BIAS, normalQuantile(share)));
  const at = (level: number) =>
    normalBelow(2 * bias + normalQuantile(level)) * n;
  return {
    low: sorted[Math.max(0, Math.floor(at(LOWEST)))],
    high: sorted[Math.min(n - 1, Math.ceil(at(HIGHEST)) - 1)],
    standardError: Math.sqrt(squares / Math.max(n - 1, 1)),
  };
}
