import type { Accumulator } from '../rows/Accumulator';
import { decide } from '../decide';
import { floats, integers } from '../rows/GrowingArray';
import { MetricError } from '../rows/MetricError';
import { RowUnits } from '../rows/RowUnits';
import { logLossOf } from './logLossOf';
import { MulticlassSample } from './MulticlassSample';

export type MulticlassChunk = {
  /** Index of the class each row was given. */
  readonly given: ArrayLike<number>;
  /** rows x classes, row by row. */
  readonly probabilities: ArrayLike<number>;
  readonly units?: ArrayLike<number>;
};

export type MulticlassOptions = {
  readonly classes: number;
  /** Areas need every probability: 8 bytes more a row and class. */
  readonly oneVersusRest: 'measured' | 'left out';
  /** Of two classes: see `decide`. */
  readonly threshold?: number;
};

/**
 * Metrics of several classes: accuracy, top-k, precision, recall and F1 (macro,
 * micro, weighted), balanced accuracy, MCC, kappa, log loss, Brier score,
 * calibration, one-versus-rest ROC AUC. 44 bytes a row, and 8 a probability
 * where areas are asked for.
 */
export class MulticlassAccumulator implements Accumulator<MulticlassChunk> {
  readonly #given = integers();
  readonly #predicted = integers();
  /** Classes that stand before the given one. */
  readonly #rank = integers();
  readonly #loss = floats();
  readonly #brier = floats();
  readonly #confidence = floats();
  readonly #probabilities = floats();
  readonly #units = new RowUnits();

  constructor(readonly options: MulticlassOptions) {}

  add({ given, probabilities, units }: MulticlassChunk): void {
    const k = this.options.classes;
    if (probabilities.length !== given.length * k) {
      throw new MetricError(
        `${given.length} rows of ${k} classes have ${
          probabilities.length
        } probabilities; ${given.length * k} are expected.`,
      );
    }
    const first = this.#given.length;
    const row = new Float64Array(k);
    for (let i = 0; i < given.length; i++) {
      checkClass(given[i], k, first + i);
      for (let j = 0; j < k; j++) row[j] = probabilities[i * k + j];
      this.#addRow(given[i], row, first + i);
    }
    this.#units.add(given.length, units);
  }

  merge(other: MulticlassAccumulator): void {
    this.#given.append(other.#given.values);
    this.#predicted.append(other.#predicted.values);
    this.#rank.append(other.#rank.values);
    this.#loss.append(other.#loss.values);
    this.#brier.append(other.#brier.values);
    this.#confidence.append(other.#confidence.values);
    this.#probabilities.append(other.#probabilities.values);
    this.#units.merge(other.#units);
  }

  finish(): MulticlassSample {
    if (this.#given.length === 0)
      throw new MetricError('There are no rows to measure.');
    return new MulticlassSample({
      classes: this.options.classes,
      given: this.#given.values,
      predicted: this.#predicted.values,
      rank: this.#rank.values,
      loss: this.#loss.values,
      brier: this.#brier.values,
      confidence: this.#confidence.values,
      probabilities: this.#probabilities.values,
      units: this.#units.values,
    });
  }

  #addRow(given: number, p: Float64Array, row: number): void {
    const predicted = decide(p, this.options.threshold);
    let sum = 0;
    let rank = 0;
    for (let j = 0; j < p.length; j++) {
      if (!(p[j] >= 0 && Number.isFinite(p[j]))) {
        throw new MetricError(
          `the probability of class ${j} is ${p[j]}; give values from 0 to 1.`,
          row,
        );
      }
      // Of equal probabilities the later class stands first, as scikit-learn's top_k_accuracy_score has it.
      if (p[j] > p[given] || (p[j] === p[given] && j > given)) rank++;
      sum += p[j];
    }
    if (sum === 0) {
      throw new MetricError(
        'every probability is 0; a row needs one that is more.',
        row,
      );
    }
    let distance = 0;
    for (let j = 0; j < p.length; j++) {
      const share = p[j] / sum;
      distance += (share - (j === given ? 1 : 0)) ** 2;
      if (this.options.oneVersusRest === 'measured')
        this.#probabilities.push(share);
    }
    this.#given.push(given);
    this.#predicted.push(predicted);
    this.#rank.push(rank);
    this.#loss.push(logLossOf(p[given] / sum));
    this.#brier.push(p.length === 2 ? distance / 2 : distance);
    // As the model told it: dividing by a sum that rounding moved would move rows between bins.
    this.#confidence.push(Math.min(p[predicted], 1));
  }
}

function checkClass(given: number, classes: number, row: number): void {
  if (Number.isInteger(given) && given >= 0 && given < classes) return;
  throw new MetricError(
    `the given class is ${given}; classes go from 0 to ${classes - 1}.`,
    row,
  );
}
