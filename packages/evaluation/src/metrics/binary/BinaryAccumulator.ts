import type { Accumulator } from '../rows/Accumulator';
import { bytes, floats } from '../rows/GrowingArray';
import { MetricError } from '../rows/MetricError';
import { RowUnits } from '../rows/RowUnits';
import { BinarySample } from './BinarySample';

export type BinaryChunk = {
  /** 1 where the row is positive, else 0. */
  readonly given: ArrayLike<number>;
  /** How positive the model takes each row for. */
  readonly scores: ArrayLike<number>;
  readonly units?: ArrayLike<number>;
};

export type BinaryOptions = {
  /** A row counts as positive from this score on. */
  readonly threshold: number;
  /** A probability has log loss, Brier score and calibration; a score has not. */
  readonly scale: 'probability' | 'score';
};

/**
 * Metrics of two classes: accuracy, precision, recall, specificity, F1, F2,
 * Jaccard, MCC, kappa, ROC AUC, average precision, log loss, Brier score,
 * calibration. Keeps every score, as exact areas need: 13 bytes a row.
 */
export class BinaryAccumulator implements Accumulator<BinaryChunk> {
  readonly #given = bytes();
  readonly #scores = floats();
  readonly #units = new RowUnits();

  constructor(
    readonly options: BinaryOptions = { threshold: 0.5, scale: 'probability' },
  ) {}

  add({ given, scores, units }: BinaryChunk): void {
    if (given.length !== scores.length) {
      throw new MetricError(
        `${given.length} rows are given and ${scores.length} have a score. Give one score a row.`,
      );
    }
    const first = this.#given.length;
    for (let i = 0; i < given.length; i++) {
      if (given[i] !== 0 && given[i] !== 1) {
        throw new MetricError(
          `the given class is ${given[i]}; 0 or 1 is expected.`,
          first + i,
        );
      }
      this.#check(scores[i], first + i);
    }
    this.#units.add(given.length, units);
    this.#given.append(given);
    this.#scores.append(scores);
  }

  merge(other: BinaryAccumulator): void {
    this.#given.append(other.#given.values);
    this.#scores.append(other.#scores.values);
    this.#units.merge(other.#units);
  }

  finish(): BinarySample {
    if (this.#given.length === 0)
      throw new MetricError('There are no rows to measure.');
    return new BinarySample(
      this.#given.values,
      this.#scores.values,
      this.#units.values,
      this.options,
    );
  }

  #check(score: number, row: number): void {
    if (!Number.isFinite(score))
      throw new MetricError(`the score is ${score}; give a number.`, row);
    if (this.options.scale === 'probability' && (score < 0 || score > 1)) {
      throw new MetricError(
        `${score} is no probability; give values from 0 to 1, or say that they are scores.`,
        row,
      );
    }
  }
}
