import { Chunk, normalised } from './Chunk';

/** Given labels and what a model says of the same rows. */
export type LabelInput = {
  /** n class indices, each from 0 to classes - 1. */
  readonly labels: Int32Array;
  /** n x classes probabilities, row-major, out-of-sample. */
  readonly predProbs: Float64Array;
  readonly classes: number;
};

/**
 * Labels and probabilities as one chunk, checked, each row summing to one.
 *
 * @throws RangeError naming row and column of a value that cannot be used
 */
export function checkLabelInput({ labels, predProbs, classes }: LabelInput): {
  readonly chunk: Chunk;
  readonly renormalised: number;
} {
  checkSize(labels.length, classes);
  if (predProbs.length !== labels.length * classes) {
    throw new RangeError(
      `There are ${labels.length} labels and ${
        predProbs.length / classes
      } rows of ${classes} probabilities. Join them by key first.`,
    );
  }
  return normalised({ firstRow: 0, labels, predProbs }, classes);
}

/** @throws RangeError where there are no rows, or nothing to choose between */
export function checkSize(rows: number, classes: number): void {
  if (classes < 2) {
    throw new RangeError(
      `There ${
        classes === 1 ? 'is 1 class' : `are ${classes} classes`
      }; at least two are needed.`,
    );
  }
  if (rows === 0) throw new RangeError('There are no rows.');
}
