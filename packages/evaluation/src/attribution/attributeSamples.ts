import type { MetricValues, Sample } from '../metrics/rows/Accumulator';
import { RESAMPLING } from '../metrics/intervals/bootstrap';
import { poissonDraw } from '../metrics/intervals/poissonDraw';
import { type Attribution, attributionOf } from './attributionOf';

/** One cell of the grid by every metric of its rows. */
export type SampleCell = {
  readonly sample: Pick<Sample, 'cost' | 'values'>;
  /** Of each row of the sample its place among the rows of both versions. */
  readonly places: Int32Array;
};

/** Elementary steps (about 25 ns each) that resamples of all cells may take beyond the fewest: three seconds. */
const MOST_STEPS = 1.2e8;
/** Fewer resamples than that leave the ends of an interval to chance. */
const LEAST_DRAWS = 200;
/** Resamples that a metric must be defined in, in every cell. */
const LEAST_DEFINED = 0.9;

/**
 * Why every metric of the rows differs between two versions, such as the log
 * loss, areas, or the error of numbers: as `attributeDifference`, by Poisson
 * resamples of rows (Chamandy et al. 2012). A metric that some cell does not
 * define, or in more than a tenth of the resamples, is left out.
 *
 * @param cells - 2^k: by set of the factors that are new, factor i being bit i
 * @param units - hash of the key of each row of both versions
 */
export function attributeSamples<Factor extends string>({
  factors,
  cells,
  units,
}: {
  readonly factors: readonly Factor[];
  readonly cells: readonly SampleCell[];
  readonly units: Uint32Array;
}): Readonly<Record<string, Attribution<Factor>>> {
  const weights = new Uint8Array(units.length);
  const cost = cells.reduce((sum, { sample }) => sum + sample.cost, 0);
  const draws = Math.min(
    RESAMPLING.draws,
    Math.max(LEAST_DRAWS, Math.floor(MOST_STEPS / Math.max(cost, 1))),
  );
  const whole = valuesOf(cells, weights.fill(1));
  const drawn = Array.from({ length: draws }, (_, draw) =>
    valuesOf(cells, poissonDraw(units, draw, RESAMPLING.seed, weights)),
  );
  const names = Object.keys(whole[0]).filter(name => isDefined(whole, name));
  return Object.fromEntries(
    names
      .filter(
        name =>
          drawn.filter(values => isDefined(values, name)).length >=
          LEAST_DEFINED * draws,
      )
      .map(name => [
        name,
        attributionOf(factors, {
          whole: gridOf(whole, name),
          drawn: drawn.map(values => gridOf(values, name)),
          rows: units.length,
        }),
      ]),
  );
}

function valuesOf(
  cells: readonly SampleCell[],
  weights: Uint8Array,
): MetricValues[] {
  return cells.map(({ sample, places }) =>
    sample.values(Uint8Array.from(places, place => weights[place])),
  );
}

function isDefined(values: readonly MetricValues[], name: string): boolean {
  return values.every(each => Number.isFinite(each[name]));
}

function gridOf(values: readonly MetricValues[], name: string): Float64Array {
  return Float64Array.from(values, each => each[name] ?? NaN);
}
