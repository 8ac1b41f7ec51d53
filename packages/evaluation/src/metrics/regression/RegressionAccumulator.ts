import type { Accumulator } from '../rows/Accumulator';
import { floats } from '../rows/GrowingArray';
import { MetricError } from '../rows/MetricError';
import { RowUnits } from '../rows/RowUnits';
import { RegressionSample } from './RegressionSample';

export type RegressionChunk = {
  /** The number that each row has. */
  readonly given: ArrayLike<number>;
  /** In the same unit. */
  readonly predicted: ArrayLike<number>;
  readonly units?: ArrayLike<number>;
};

export type RegressionOptions = {
  /** The quantile that the model predicts, for the pinball loss. */
  readonly quantile: number;
};

/**
 * Metrics of numbers: MAE, MSE, RMSE, R2, MAPE, median and greatest error,
 * pinball loss, explained variance, correlations, bias. Keeps both numbers, as
 * medians and ranks need: 20 bytes a row.
 */
export class RegressionAccumulator implements Accumulator<RegressionChunk> {
  readonly #given = floats();
  readonly #predicted = floats();
  readonly #units = new RowUnits();

  constructor(readonly options: RegressionOptions = { quantile: 0.5 }) {}

  add({ given, predicted, units }: RegressionChunk): void {
    if (given.length !== predicted.length) {
      throw new MetricError(
        `${given.length} rows are given and ${predicted.length} predicted. Give one prediction a row.`,
      );
    }
    const first = this.#given.length;
    for (let i = 0; i < given.length; i++) {
      if (Number.isFinite(given[i]) && Number.isFinite(predicted[i])) continue;
      throw new MetricError(
        `given ${given[i]}, predicted ${predicted[i]}; two numbers are expected. Leave out rows that have none.`,
        first + i,
      );
    }
    this.#given.append(given);
    this.#predicted.append(predicted);
    this.#units.add(given.length, units);
  }

  merge(other: RegressionAccumulator): void {
    this.#given.append(other.#given.values);
    this.#predicted.append(other.#predicted.values);
    this.#units.merge(other.#units);
  }

  finish(): RegressionSample {
    if (this.#given.length === 0)
      throw new MetricError('There are no rows to measure.');
    return new RegressionSample(
      this.#given.values,
      this.#predicted.values,
      this.#units.values,
      this.options,
    );
  }
}
