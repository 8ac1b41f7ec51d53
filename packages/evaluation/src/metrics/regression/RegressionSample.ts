import type { MetricValues, Sample, Share } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import { risingOrder } from '../rows/orderBy';
import { correlation } from './correlation';
import { kendallTau } from './kendallTau';
import type { RegressionOptions } from './RegressionAccumulator';
import { weightedMedian } from './weightedMedian';
import { weightedRanks } from './weightedRanks';

/** Taken once: a global is looked up at each call where code runs in a context of its own. */
const { abs, max, sqrt } = Math;

/** A given number counts as at least this far from 0 in a percentage (as scikit-learn). */
const LEAST_GIVEN = 2 ** -52;

/** Rows of numbers as they were predicted. */
export class RegressionSample implements Sample {
  readonly #absolute: Float64Array;
  readonly #byAbsolute: Uint32Array;
  readonly #byGiven: Uint32Array;
  readonly #byPredicted: Uint32Array;

  constructor(
    readonly given: Float64Array,
    readonly predicted: Float64Array,
    readonly units: Uint32Array,
    readonly options: RegressionOptions,
  ) {
    this.#absolute = given.map((y, i) => abs(y - predicted[i]));
    this.#byAbsolute = risingOrder(this.#absolute, units);
    this.#byGiven = risingOrder(given, units);
    this.#byPredicted = risingOrder(predicted, units);
  }

  get rows(): number {
    return this.given.length;
  }

  get cost(): number {
    return 8 * this.rows;
  }

  values(weights: ArrayLike<number>): MetricValues {
    const { given, predicted } = this;
    const spearman = correlation(
      weightedRanks(given, this.#byGiven, weights),
      weightedRanks(predicted, this.#byPredicted, weights),
      weights,
    );
    return defined({
      ...this.#ofErrors(weights),
      medianAbsoluteError: weightedMedian(
        this.#absolute,
        this.#byAbsolute,
        weights,
      ),
      pearson: correlation(given, predicted, weights),
      spearman,
    });
  }

  /** Kendall's tau-b. Not among `values`: a resample of it would cost n log n a draw. */
  kendall(): number {
    return kendallTau(
      this.given,
      this.predicted,
      this.#byGiven,
      this.#byPredicted,
    );
  }

  shares(): Readonly<Record<string, Share>> {
    return {};
  }

  #ofErrors(weights: ArrayLike<number>): Record<string, number> {
    const { given, predicted } = this;
    const { quantile } = this.options;
    let n = 0;
    let mean = 0;
    let absolute = 0;
    let squares = 0;
    let percentage = 0;
    let pinball = 0;
    let bias = 0;
    let maxError = 0;
    for (let i = 0; i < given.length; i++) {
      const w = weights[i];
      if (w === 0) continue;
      const error = predicted[i] - given[i];
      n += w;
      mean += w * given[i];
      bias += w * error;
      absolute += w * abs(error);
      squares += w * error * error;
      percentage += (w * abs(error)) / max(abs(given[i]), LEAST_GIVEN);
      pinball += w * (error > 0 ? (1 - quantile) * error : -quantile * error);
      maxError = max(maxError, abs(error));
    }
    mean /= n;
    bias /= n;
    let spread = 0;
    let errorSpread = 0;
    for (let i = 0; i < given.length; i++) {
      spread += weights[i] * (given[i] - mean) ** 2;
      errorSpread += weights[i] * (predicted[i] - given[i] - bias) ** 2;
    }
    return {
      mae: absolute / n,
      mse: squares / n,
      rmse: sqrt(squares / n),
      r2: 1 - squares / spread,
      explainedVariance: 1 - errorSpread / spread,
      mape: percentage / n,
      pinball: pinball / n,
      maxError,
      bias,
    };
  }
}
