/** Some rows of a table, one after the other. */
export type Chunk = {
  /** Where the first of them is in the table; ties break by it. */
  readonly firstRow: number;
  /** m class indices. */
  readonly labels: Int32Array;
  /** m x classes probabilities, row-major. */
  readonly predProbs: Float64Array;
};

/** A row may sum to one with this much rounding; beyond it is renormalised. */
const SUM_TOLERANCE = 1e-5;

/**
 * The chunk with every row summing to one; a copy where one did not.
 *
 * @throws RangeError naming row and column of a value that cannot be used
 */
export function normalised(
  chunk: Chunk,
  classes: number,
): { readonly chunk: Chunk; readonly renormalised: number } {
  const { labels, predProbs: given, firstRow } = chunk;
  let predProbs = given;
  let renormalised = 0;
  for (let i = 0; i < labels.length; i++) {
    if (!(labels[i] >= 0 && labels[i] < classes)) {
      throw new RangeError(
        `Row ${firstRow + i} has label ${labels[i]}; classes go from 0 to ${
          classes - 1
        }.`,
      );
    }
    const start = i * classes;
    const sum = checkedSum(given, start, classes);
    if (!(sum > 0 && sum < Infinity)) refuse(chunk, i, classes);
    if (Math.abs(sum - 1) <= SUM_TOLERANCE) continue;
    if (renormalised === 0) predProbs = given.slice();
    renormalised++;
    for (let j = start; j < start + classes; j++) predProbs[j] /= sum;
  }
  return {
    chunk: renormalised === 0 ? chunk : { ...chunk, predProbs },
    renormalised,
  };
}

/** NaN where a value is negative or no number. */
function checkedSum(
  values: Float64Array,
  start: number,
  length: number,
): number {
  let sum = 0;
  let lowest = 0;
  for (let j = start; j < start + length; j++) {
    const value = values[j];
    sum += value;
    if (value < lowest) lowest = value;
  }
  return lowest < 0 ? NaN : sum;
}

function refuse({ predProbs, firstRow }: Chunk, i: number, k: number): never {
  for (let j = 0; j < k; j++) {
    const p = predProbs[i * k + j];
    if (!(p >= 0) || p === Infinity) {
      throw new RangeError(
        `Row ${firstRow + i}, column ${j}: ${p} is no probability.`,
      );
    }
  }
  throw new RangeError(`Row ${firstRow + i}: all probabilities are 0.`);
}
