/** Given labels and what a model says of the same rows. */
export type LabelInput = {
  /** n class indices, each from 0 to classes - 1. */
  readonly labels: Int32Array;
  /** n x classes probabilities, row-major, out-of-sample. */
  readonly predProbs: Float64Array;
  readonly classes: number;
};

/** A row may sum to one with this much rounding; beyond it is renormalised. */
const SUM_TOLERANCE = 1e-5;

/**
 * Checks labels and probabilities, and renormalises rows that do not sum to one.
 *
 * @returns the probabilities (a copy where a row was renormalised) and the number of such rows
 * @throws RangeError naming row and column of a value that cannot be used
 */
export function checkLabelInput(input: LabelInput): {
  predProbs: Float64Array;
  renormalised: number;
} {
  const { labels, classes: k } = input;
  const n = labels.length;
  if (k < 2)
    throw new RangeError(`There are ${k} classes; at least two are needed.`);
  if (n === 0) throw new RangeError('There are no rows.');
  if (input.predProbs.length !== n * k) {
    throw new RangeError(
      `There are ${n} labels and ${
        input.predProbs.length / k
      } rows of ${k} probabilities. Join them by key first.`,
    );
  }
  let { predProbs } = input;
  let renormalised = 0;
  for (let i = 0; i < n; i++) {
    if (labels[i] < 0 || labels[i] >= k) {
      throw new RangeError(
        `Row ${i} has label ${labels[i]}; classes go from 0 to ${k - 1}.`,
      );
    }
    let sum = 0;
    for (let j = 0; j < k; j++) {
      const p = input.predProbs[i * k + j];
      if (!(p >= 0) || p === Infinity) {
        throw new RangeError(`Row ${i}, column ${j}: ${p} is no probability.`);
      }
      sum += p;
    }
    if (sum === 0) throw new RangeError(`Row ${i}: all probabilities are 0.`);
    if (Math.abs(sum - 1) <= SUM_TOLERANCE) continue;
    if (renormalised === 0) predProbs = Float64Array.from(input.predProbs);
    renormalised++;
    for (let j = 0; j < k; j++) predProbs[i * k + j] /= sum;
  }
  return { predProbs, renormalised };
}
