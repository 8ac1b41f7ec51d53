import { seededRandom } from '../seededRandom';

export type ProbeQuestion = {
  /** n x d, row-major. */
  readonly features: Float64Array;
  /** n class indices. */
  readonly labels: Int32Array;
  readonly classes: number;
  /** Default 5. */
  readonly folds?: number;
  readonly seed?: number;
};

export type ProbeResult = {
  /** n x classes out-of-fold probabilities, row-major. */
  readonly predProbs: Float64Array;
  /** Mean of -log p_given, out-of-fold. */
  readonly logLoss: number;
  readonly accuracy: number;
};

/** What a probe learns from: rows of the folds that the others are predicted by. */
export type ProbeRows = {
  /** n x d, row-major, each feature scaled to its largest absolute value. */
  readonly features: Float64Array;
  readonly d: number;
  readonly labels: Int32Array;
  readonly k: number;
  readonly random: () => number;
};

/** Learns from some rows; what it returns writes the k probabilities of any row. */
export type Train = (
  rows: ProbeRows,
  inside: Int32Array,
) => (row: number, predProbs: Float64Array, at: number) => void;

export const PROBES = ['softmax', 'knn'] as const;

const FOLDS = 5;
const SEED = 1;
/** Smallest probability that a log loss is taken of. */
const SMALLEST = 1e-15;

/**
 * Out-of-fold probabilities: each row is predicted by a model of the folds it is
 * not in. Folds keep the shares of the classes and are drawn by seed.
 *
 * @throws RangeError where there are fewer rows than folds, fewer than two
 * folds, features that are not n x d numbers, or labels outside the classes
 */
export function outOfFold(question: ProbeQuestion, train: Train): ProbeResult {
  const { labels, classes: k, folds = FOLDS, seed = SEED } = question;
  const n = labels.length;
  if (!(Number.isInteger(folds) && folds >= 2))
    throw new RangeError(`${folds} folds are too few; take two or more.`);
  if (n < folds)
    throw new RangeError(`There are ${n} rows for ${folds} folds.`);
  const random = seededRandom(seed);
  const rows = probeRows(question, random);
  const foldOf = assignFolds(labels, k, folds, random);
  const predProbs = new Float64Array(n * k);
  for (let fold = 0; fold < folds; fold++) {
    const predict = train(
      rows,
      rowsWhere(n, row => foldOf[row] !== fold),
    );
    for (const row of rowsWhere(n, i => foldOf[i] === fold))
      predict(row, predProbs, row * k);
  }
  return { predProbs, ...judged(predProbs, labels, k) };
}

/**
 * The same model asked about the very rows it was trained on: what must never
 * judge a label. It is here to show why.
 */
export function trainedOn(question: ProbeQuestion, train: Train): ProbeResult {
  const { labels, classes: k, seed = SEED } = question;
  const rows = probeRows(question, seededRandom(seed));
  const predict = train(rows, Int32Array.from(labels.keys()));
  const predProbs = new Float64Array(labels.length * k);
  labels.forEach((_, row) => predict(row, predProbs, row * k));
  return { predProbs, ...judged(predProbs, labels, k) };
}

function probeRows(question: ProbeQuestion, random: () => number): ProbeRows {
  const { labels, classes: k } = question;
  const n = labels.length;
  const d = question.features.length / n;
  if (!Number.isInteger(d) || d === 0) {
    throw new RangeError(
      `${question.features.length} features do not make ${n} rows.`,
    );
  }
  const wrong = question.features.findIndex(value => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new RangeError(
      `Row ${Math.floor(wrong / d)}, column ${wrong % d}: ${
        question.features[wrong]
      } is no feature. Fill or leave out such rows.`,
    );
  }
  const outside = labels.findIndex(label => !(label >= 0 && label < k));
  if (outside >= 0) {
    throw new RangeError(
      `Row ${outside} has label ${labels[outside]}; classes go from 0 to ${
        k - 1
      }.`,
    );
  }
  return { features: scaled(question.features, d), d, labels, k, random };
}

function judged(predProbs: Float64Array, labels: Int32Array, k: number) {
  let loss = 0;
  let right = 0;
  labels.forEach((label, i) => {
    const row = predProbs.subarray(i * k, (i + 1) * k);
    loss -= Math.log(Math.max(row[label], SMALLEST));
    if (row.every(p => p <= row[label])) right++;
  });
  return { logLoss: loss / labels.length, accuracy: right / labels.length };
}

function rowsWhere(n: number, holds: (i: number) => boolean): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i).filter(holds);
}

function scaled(features: Float64Array, d: number): Float64Array {
  const largest = new Float64Array(d);
  features.forEach((value, at) => {
    largest[at % d] = Math.max(largest[at % d], Math.abs(value));
  });
  return features.map((value, at) =>
    largest[at % d] === 0 ? 0 : value / largest[at % d],
  );
}

/** Spreads the rows of each class evenly over the folds. */
function assignFolds(
  labels: Int32Array,
  k: number,
  folds: number,
  random: () => number,
): Int32Array {
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

/** Fisher and Yates (1938); in place. */
export function shuffled(rows: Int32Array, random: () => number): Int32Array {
  for (let i = rows.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
  return rows;
}
