import { seededRandom } from '../seededRandom';

export type ProbeResult = {
  /** n x classes out-of-fold probabilities, row-major. */
  readonly predProbs: Float64Array;
  /** Mean of -log p_given, out-of-fold. */
  readonly logLoss: number;
  readonly accuracy: number;
};

const EPOCHS = 30;
const BATCH_ROWS = 64;
const LEARNING_RATE = 0.5;
/** Weight decay, so that separable rows do not drive weights to infinity. */
const L2 = 1e-4;

/**
 * Out-of-fold probabilities of a softmax regression: each row is predicted by a
 * model of the folds it is not in. Folds keep the shares of the classes and are
 * drawn by seed. Features are scaled to their largest absolute value.
 *
 * @param question.features - n x d, row-major
 * @throws RangeError where there are fewer rows than folds or features are not n x d
 */
export function softmaxProbe(question: {
  readonly features: Float64Array;
  readonly labels: Int32Array;
  readonly classes: number;
  readonly folds?: number;
  readonly seed?: number;
}): ProbeResult {
  const { labels, classes: k, folds = 5, seed = 1 } = question;
  const n = labels.length;
  if (n < folds)
    throw new RangeError(`There are ${n} rows for ${folds} folds.`);
  const d = question.features.length / n;
  if (!Number.isInteger(d) || d === 0) {
    throw new RangeError(
      `${question.features.length} features do not make ${n} rows.`,
    );
  }
  const features = scaled(question.features, n, d);
  const random = seededRandom(seed);
  const foldOf = assignFolds(labels, k, folds, random);
  const predProbs = new Float64Array(n * k);
  for (let fold = 0; fold < folds; fold++) {
    const inside = rowsWhere(n, i => foldOf[i] !== fold);
    const weights = train(features, labels, inside, d, k, random);
    for (const i of rowsWhere(n, row => foldOf[row] === fold)) {
      predict(features, i, d, k, weights, predProbs, i * k);
    }
  }
  let loss = 0;
  let right = 0;
  for (let i = 0; i < n; i++) {
    loss -= Math.log(Math.max(predProbs[i * k + labels[i]], 1e-15));
    const row = predProbs.subarray(i * k, (i + 1) * k);
    if (row.every(p => p <= row[labels[i]])) right++;
  }
  return { predProbs, logLoss: loss / n, accuracy: right / n };
}

function rowsWhere(n: number, holds: (i: number) => boolean): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i).filter(holds);
}

function scaled(features: Float64Array, n: number, d: number): Float64Array {
  const largest = new Float64Array(d);
  for (let i = 0; i < n * d; i++) {
    largest[i % d] = Math.max(largest[i % d], Math.abs(features[i]));
  }
  return features.map((value, i) =>
    largest[i % d] === 0 ? 0 : value / largest[i % d],
  );
}

/** Spreads the rows of each class evenly over the folds. */
function assignFolds(
  labels: Int32Array,
  k: number,
  folds: number,
  random: () => number,
) {
  const foldOf = new Int32Array(labels.length);
  for (let label = 0; label < k; label++) {
    const members = shuffled(
      rowsWhere(labels.length, i => labels[i] === label),
      random,
    );
    members.forEach((row, position) => {
      foldOf[row] = (position + label) % folds;
    });
  }
  return foldOf;
}

/** Fisher and Yates (1938). */
function shuffled(rows: Int32Array, random: () => number): Int32Array {
  for (let i = rows.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
  return rows;
}

/** Mini-batch gradient descent; d weights and a bias for each class. */
function train(
  features: Float64Array,
  labels: Int32Array,
  rows: Int32Array,
  d: number,
  k: number,
  random: () => number,
): Float64Array {
  const weights = new Float64Array((d + 1) * k);
  const gradient = new Float64Array(weights.length);
  const p = new Float64Array(k);
  const order = Int32Array.from(rows);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffled(order, random);
    const rate = LEARNING_RATE / (1 + epoch / 5);
    for (let start = 0; start < order.length; start += BATCH_ROWS) {
      const batch = order.subarray(start, start + BATCH_ROWS);
      gradient.fill(0);
      for (const i of batch) {
        predict(features, i, d, k, weights, p, 0);
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
  features: Float64Array,
  row: number,
  d: number,
  k: number,
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
