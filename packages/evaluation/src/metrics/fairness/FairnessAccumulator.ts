import type { Accumulator } from '../rows/Accumulator';
import { bytes, floats, integers } from '../rows/GrowingArray';
import { MetricError } from '../rows/MetricError';
import { RowUnits } from '../rows/RowUnits';
import { FairnessSample } from './FairnessSample';

export type FairnessChunk = {
  /** 1 where the row has the outcome, else 0. */
  readonly given: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
  /** Index of the declared group of each row. */
  readonly groups: ArrayLike<number>;
  readonly units?: ArrayLike<number>;
};

export type FairnessOptions = {
  /** Names of the groups. */
  readonly groups: readonly string[];
  /** A row is selected from this score on. */
  readonly threshold: number;
};

/**
 * How evenly a decision falls on declared groups: selection rates, true and
 * false positive rates, their differences and ratios. 17 bytes a row.
 */
export class FairnessAccumulator implements Accumulator<FairnessChunk> {
  readonly #given = bytes();
  readonly #scores = floats();
  readonly #groups = integers();
  readonly #units = new RowUnits();

  constructor(readonly options: FairnessOptions) {
    if (options.groups.length < 2)
      throw new MetricError(
        'One group has nothing to be compared with. Declare two or more.',
      );
  }

  add({ given, scores, groups, units }: FairnessChunk): void {
    const first = this.#given.length;
    for (let i = 0; i < given.length; i++) {
      const row = first + i;
      if (given[i] !== 0 && given[i] !== 1)
        throw new MetricError(
          `the given outcome is ${given[i]}; 0 or 1 is expected.`,
          row,
        );
      if (!Number.isFinite(scores[i]))
        throw new MetricError(`the score is ${scores[i]}; give a number.`, row);
      if (!(groups[i] >= 0 && groups[i] < this.options.groups.length))
        throw new MetricError(
          `group ${groups[i]} is none of ${this.options.groups.join(', ')}.`,
          row,
        );
    }
    this.#given.append(given);
    this.#scores.append(scores);
    this.#groups.append(groups);
    this.#units.add(given.length, units);
  }

  merge(other: FairnessAccumulator): void {
    this.#given.append(other.#given.values);
    this.#scores.append(other.#scores.values);
    this.#groups.append(other.#groups.values);
    this.#units.merge(other.#units);
  }

  finish(): FairnessSample {
    if (this.#given.length === 0)
      throw new MetricError('There are no rows to measure.');
    return new FairnessSample(
      this.#given.values,
      this.#scores.values,
      this.#groups.values,
      this.#units.values,
      this.options,
    );
  }
}
