import type { Accumulator } from '../rows/Accumulator';
import { bytes, floats } from '../rows/GrowingArray';
import { MetricError } from '../rows/MetricError';
import { RowUnits } from '../rows/RowUnits';
import { MultilabelSample } from './MultilabelSample';

export type MultilabelChunk = {
  /** rows x labels, row by row: 1 where the row has the label, else 0. */
  readonly given: ArrayLike<number>;
  /** rows x labels: how much the model takes each label to be there. */
  readonly scores: ArrayLike<number>;
  readonly units?: ArrayLike<number>;
};

export type MultilabelOptions = {
  readonly labels: number;
  /** A label counts as predicted from this score on. */
  readonly threshold: number;
};

/**
 * Metrics of several labels a row: subset accuracy, Hamming loss, Jaccard, F1
 * (micro, macro, of samples), average precision, LRAP, coverage, ranking loss.
 * Keeps every score: 9 bytes a row and label.
 */
export class MultilabelAccumulator implements Accumulator<MultilabelChunk> {
  readonly #given = bytes();
  readonly #scores = floats();
  readonly #units = new RowUnits();

  constructor(readonly options: MultilabelOptions) {}

  add({ given, scores, units }: MultilabelChunk): void {
    const { labels } = this.options;
    if (given.length !== scores.length || given.length % labels !== 0) {
      throw new MetricError(
        `${given.length} labels are given and ${scores.length} scored; both must be a multiple of ${labels}, and as many.`,
      );
    }
    const first = this.#given.length / labels;
    for (let i = 0; i < given.length; i++) {
      const place = `label ${i % labels}`;
      const row = first + Math.floor(i / labels);
      if (given[i] !== 0 && given[i] !== 1)
        throw new MetricError(
          `${place} is given as ${given[i]}; 0 or 1 is expected.`,
          row,
        );
      if (!Number.isFinite(scores[i]))
        throw new MetricError(
          `the score of ${place} is ${scores[i]}; give a number.`,
          row,
        );
    }
    this.#given.append(given);
    this.#scores.append(scores);
    this.#units.add(given.length / labels, units);
  }

  merge(other: MultilabelAccumulator): void {
    this.#given.append(other.#given.values);
    this.#scores.append(other.#scores.values);
    this.#units.merge(other.#units);
  }

  finish(): MultilabelSample {
    if (this.#given.length === 0)
      throw new MetricError('There are no rows to measure.');
    return new MultilabelSample(
      this.#given.values,
      this.#scores.values,
      this.#units.values,
      this.options,
    );
  }
}
