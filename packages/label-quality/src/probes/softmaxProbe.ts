import { FilledCells, filledCells } from './filledCells';
import {
  outOfFold,
  ProbeQuestion,
  ProbeResult,
  ProbeRows,
  shuffled,
  Train,
} from './outOfFold';

const EPOCHS = 30;
const BATCH_ROWS = 64;
const LEARNING_RATE = 0.5;
/** Weight decay, so that separable rows do not drive weights to infinity. */
const L2 = 1e-4;

/**
 * Out-of-fold probabilities of a softmax regression over scaled features.
 *
 * @throws RangeError as `outOfFold`
 */
export function softmaxProbe(question: ProbeQuestion): ProbeResult {
  return outOfFold(question, softmax);
}

export function softmax(
  rows: ProbeRows,
  inside: Int32Array,
): ReturnType<Train> {
  const cells = filledCells(rows);
  const weights = train(rows, cells, inside);
  return (row, predProbs, at) =>
    predict(rows, cells, row, weights, predProbs, at);
}

/** Mini-batch gradient descent; the k weights of each feature, then k biases. */
function train(
  rows: ProbeRows,
  cells: FilledCells,
  inside: Int32Array,
): Float64Array {
  const { d, labels, k, random } = rows;
  const { starts, columns, values } = cells;
  const weights = new Float64Array((d + 1) * k);
  const gradient = new Float64Array(weights.length);
  const errors = new Float64Array(k);
  const order = Int32Array.from(inside);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffled(order, random);
    const rate = LEARNING_RATE / (1 + epoch / 5);
    for (let start = 0; start < order.length; start += BATCH_ROWS) {
      const batch = order.subarray(start, start + BATCH_ROWS);
      gradient.fill(0);
      for (const i of batch) {
        predict(rows, cells, i, weights, errors, 0);
        errors[labels[i]] -= 1;
        for (let c = starts[i]; c < starts[i + 1]; c++) {
          const at = columns[c] * k;
          const value = values[c];
          for (let j = 0; j < k; j++) gradient[at + j] += errors[j] * value;
        }
        for (let j = 0; j < k; j++) gradient[d * k + j] += errors[j];
      }
      for (let w = 0; w < weights.length; w++) {
        weights[w] -= rate * (gradient[w] / batch.length + L2 * weights[w]);
      }
    }
  }
  return weights;
}

function predict(
  { d, k }: ProbeRows,
  { starts, columns, values }: FilledCells,
  row: number,
  weights: Float64Array,
  out: Float64Array,
  at: number,
): void {
  for (let j = 0; j < k; j++) out[at + j] = weights[d * k + j];
  for (let c = starts[row]; c < starts[row + 1]; c++) {
    const first = columns[c] * k;
    const value = values[c];
    for (let j = 0; j < k; j++) out[at + j] += weights[first + j] * value;
  }
  let highest = -Infinity;
  for (let j = 0; j < k; j++) highest = Math.max(highest, out[at + j]);
  let sum = 0;
  for (let j = 0; j < k; j++) {
    out[at + j] = Math.exp(out[at + j] - highest);
    sum += out[at + j];
  }
  for (let j = 0; j < k; j++) out[at + j] /= sum;
}
