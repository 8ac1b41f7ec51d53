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
  const weights = train(rows, inside);
  return (row, predProbs, at) => predict(rows, row, weights, predProbs, at);
}

/** Mini-batch gradient descent; d weights and a bias for each class. */
function train(rows: ProbeRows, inside: Int32Array): Float64Array {
  const { features, d, labels, k, random } = rows;
  const weights = new Float64Array((d + 1) * k);
  const gradient = new Float64Array(weights.length);
  const p = new Float64Array(k);
  const order = Int32Array.from(inside);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffled(order, random);
    const rate = LEARNING_RATE / (1 + epoch / 5);
    for (let start = 0; start < order.length; start += BATCH_ROWS) {
      const batch = order.subarray(start, start + BATCH_ROWS);
      gradient.fill(0);
      for (const i of batch) {
        predict(rows, i, weights, p, 0);
        for (let j = 0; j < k; j++) {
          const error = p[j] - (labels[i] === j ? 1 : 0);
          const at = j * (d + 1);
          for (let f = 0; f < d; f++)
            gradient[at + f] += error * features[i * d + f];
          gradient[at + d] += error;
        }
      }
      for (let w = 0; w < weights.length; w++) {
        weights[w] -= rate * (gradient[w] / batch.length + L2 * weights[w]);
      }
    }
  }
  return weights;
}

function predict(
  { features, d, k }: ProbeRows,
  row: number,
  weights: Float64Array,
  out: Float64Array,
  at: number,
): void {
  let highest = -Infinity;
  for (let j = 0; j < k; j++) {
    let logit = weights[j * (d + 1) + d];
    for (let f = 0; f < d; f++)
      logit += weights[j * (d + 1) + f] * features[row * d + f];
    out[at + j] = logit;
    highest = Math.max(highest, logit);
  }
  let sum = 0;
  for (let j = 0; j < k; j++) {
    out[at + j] = Math.exp(out[at + j] - highest);
    sum += out[at + j];
  }
  for (let j = 0; j < k; j++) out[at + j] /= sum;
}
