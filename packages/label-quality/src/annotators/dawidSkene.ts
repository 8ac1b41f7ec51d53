import type { Annotations } from './Annotations';
import { agreementOfRows, annotatorTrust, Consensus } from './Consensus';
import { firstChoice } from './firstChoice';
import { NOBODY } from './majorityVote';

export type DawidSkene = Consensus & {
  /** How frequent each class is. */
  readonly priors: Float64Array;
  /** annotators x true x given probabilities, row-major. */
  readonly confusion: Float64Array;
  /** n x classes probabilities of the true class, row-major. */
  readonly posterior: Float64Array;
  /** After each iteration. */
  readonly logLikelihoods: readonly number[];
};

/** The likelihood moves less than this, relative to itself: it has settled. */
const SETTLED = 1e-12;
/** Sparse labels of many annotators creep on for thousands of steps that change no label. */
const ITERATIONS_LIMIT = 200;

/**
 * Dawid and Skene (1979): true labels and each annotator's confusion by
 * expectation maximisation, without a model. Begins with each row's shares of
 * votes (their eq. 2.3 to 2.5). An annotator may have labelled a row several
 * times. Needs annotators x classes^2 numbers of memory.
 *
 * @param options.iterations - exactly so many; default until the likelihood settles, at most 200
 */
export function dawidSkene(
  annotations: Annotations,
  options: { readonly iterations?: number } = {},
): DawidSkene {
  const { rows, annotators, classes: k, rowStarts, label } = annotations;
  const posterior = new Float64Array(rows * k);
  for (let row = 0; row < rows; row++) {
    const [start, end] = [rowStarts[row], rowStarts[row + 1]];
    for (let t = start; t < end; t++)
      posterior[row * k + label[t]] += 1 / (end - start);
  }
  const priors = new Float64Array(k);
  const confusion = new Float64Array(annotators * k * k);
  const logLikelihoods: number[] = [];
  for (let i = 0; i < (options.iterations ?? ITERATIONS_LIMIT); i++) {
    maximise(annotations, posterior, priors, confusion);
    const now = expect(annotations, posterior, priors, confusion);
    const before = logLikelihoods[logLikelihoods.length - 1];
    logLikelihoods.push(now);
    if (options.iterations) continue;
    if (now - before <= SETTLED * Math.abs(now)) break;
  }
  return {
    ...conclude(annotations, posterior, priors, confusion),
    priors,
    confusion,
    posterior,
    logLikelihoods,
  };
}

/** Priors and confusions that make the posterior most likely. */
function maximise(
  { rows, annotators, classes: k, rowStarts, annotator, label }: Annotations,
  posterior: Float64Array,
  priors: Float64Array,
  confusion: Float64Array,
): void {
  priors.fill(0);
  confusion.fill(0);
  let labelled = 0;
  for (let row = 0; row < rows; row++) {
    if (rowStarts[row] === rowStarts[row + 1]) continue;
    labelled++;
    for (let j = 0; j < k; j++) priors[j] += posterior[row * k + j];
    for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++) {
      for (let j = 0; j < k; j++)
        confusion[(annotator[t] * k + j) * k + label[t]] +=
          posterior[row * k + j];
    }
  }
  for (let j = 0; j < k; j++) priors[j] /= labelled;
  for (let line = 0; line < annotators * k; line++) {
    const given = confusion.subarray(line * k, (line + 1) * k);
    const sum = given.reduce((total, value) => total + value, 0);
    if (sum > 0) for (let j = 0; j < k; j++) given[j] /= sum;
  }
}

/** The posterior under priors and confusions; returns the log likelihood. */
function expect(
  { rows, classes: k, rowStarts, annotator, label }: Annotations,
  posterior: Float64Array,
  priors: Float64Array,
  confusion: Float64Array,
): number {
  const logConfusion = confusion.map(Math.log);
  const logPriors = priors.map(Math.log);
  const logs = new Float64Array(k);
  let likelihood = 0;
  for (let row = 0; row < rows; row++) {
    if (rowStarts[row] === rowStarts[row + 1]) continue;
    logs.set(logPriors);
    for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++) {
      const start = annotator[t] * k * k + label[t];
      for (let j = 0; j < k; j++) logs[j] += logConfusion[start + j * k];
    }
    let highest = -Infinity;
    for (let j = 0; j < k; j++) highest = Math.max(highest, logs[j]);
    let sum = 0;
    for (let j = 0; j < k; j++) {
      posterior[row * k + j] = Math.exp(logs[j] - highest);
      sum += posterior[row * k + j];
    }
    for (let j = 0; j < k; j++) posterior[row * k + j] /= sum;
    likelihood += highest + Math.log(sum);
  }
  return likelihood;
}

function conclude(
  annotations: Annotations,
  posterior: Float64Array,
  priors: Float64Array,
  confusion: Float64Array,
): Consensus {
  const { rows, annotators, classes: k, rowStarts, label } = annotations;
  const labels = new Int32Array(rows).fill(NOBODY);
  const quality = new Float64Array(rows).fill(NaN);
  const annotationQuality = new Float64Array(label.length);
  for (let row = 0; row < rows; row++) {
    if (rowStarts[row] === rowStarts[row + 1]) continue;
    const shares = posterior.subarray(row * k, (row + 1) * k);
    const best = firstChoice(posterior, row * k, k);
    labels[row] = best;
    quality[row] = shares[best];
    for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++)
      annotationQuality[t] = shares[label[t]];
  }
  // How often the annotator is right on rows as frequent as they are here.
  const accuracy = Float64Array.from({ length: annotators }, (_, a) =>
    priors.reduce(
      (sum, prior, j) => sum + prior * confusion[(a * k + j) * k + j],
      0,
    ),
  );
  return {
    labels,
    quality,
    agreement: agreementOfRows(annotations, labels),
    annotationQuality,
    annotators: annotatorTrust(annotations, { labels, quality }, accuracy),
    modelWeights: new Float64Array(0),
  };
}
