import { checkLabelInput } from '../confident/LabelInput';
import { Annotations, refuseRepeats } from './Annotations';
import {
  agreementOfAnnotators,
  agreementOfRows,
  annotatorTrust,
  Consensus,
} from './Consensus';
import { CrowdWeights, weighCrowd } from './crowdWeights';
import { majorityVote, NOBODY } from './majorityVote';
import { atTemperature, bestTemperature } from './temperature';

export type CrowdlabOptions = {
  /** Which label stands for the row; default `best_quality`. */
  readonly consensus?: 'best_quality' | 'majority_vote';
  /** Whether models are first brought to the annotators' spread; default `as_given`. */
  readonly probabilities?: 'as_given' | 'calibrated';
};

/**
 * CROWDLAB (Goh, Tkachenko and Mueller 2022): a consensus of several annotators
 * and one or more models, each weighted by how far it can be trusted. Rows that
 * nobody labelled have no consensus.
 *
 * @param models - for each model n x classes probabilities, row-major, out-of-sample
 * @throws RangeError naming row and column of input that cannot be used, and
 *   where no row has two labels, so that nobody can be compared
 */
export function crowdlab(
  annotations: Annotations,
  models: readonly Float64Array[],
  options: CrowdlabOptions = {},
): Consensus {
  const { consensus = 'best_quality', probabilities = 'as_given' } = options;
  refuseRepeats(annotations);
  const checked = checkModels(annotations, models);
  const judges =
    probabilities === 'as_given'
      ? checked
      : checked.map(each =>
          atTemperature(
            each,
            annotations.classes,
            bestTemperature(annotations, each),
          ),
        );
  const majority = majorityVote(annotations, meanOf(judges));
  const first = weighCrowd(annotations, judges, majority);
  if (consensus === 'majority_vote')
    return judge(annotations, judges, majority, first);
  const likeliest = mostLikely(annotations, judges, majority, first);
  return judge(
    annotations,
    judges,
    likeliest,
    weighCrowd(annotations, judges, likeliest),
  );
}

/**
 * Probabilities that can be used, renormalised.
 *
 * @throws RangeError naming row and column of what cannot
 */
export function checkModels(
  { rows, classes }: Annotations,
  models: readonly Float64Array[],
): Float64Array[] {
  if (models.length === 0)
    throw new RangeError('There is no model. Give its probabilities.');
  // The rows are checked as if each had the label 0: only probabilities matter.
  const labels = new Int32Array(rows);
  return models.map(
    predProbs =>
      checkLabelInput({ labels, predProbs, classes }).chunk.predProbs,
  );
}

/** The mean of several models' probabilities. */
export function meanOf(models: readonly Float64Array[]): Float64Array {
  if (models.length === 1) return models[0];
  return models[0].map(
    (_, i) => models.reduce((sum, each) => sum + each[i], 0) / models.length,
  );
}

/** Each row's most probable class of all; ties keep the majority's. */
function mostLikely(
  annotations: Annotations,
  models: readonly Float64Array[],
  majority: Int32Array,
  weights: CrowdWeights,
): Int32Array {
  const posterior = new Float64Array(annotations.classes);
  return majority.map((vote, row) => {
    if (vote === NOBODY) return NOBODY;
    posteriorOf(annotations, models, weights, row, posterior);
    let best = 0;
    let isTied = false;
    for (let j = 1; j < posterior.length; j++) {
      if (posterior[j] > posterior[best]) [best, isTied] = [j, false];
      else if (posterior[j] === posterior[best]) isTied = true;
    }
    return isTied ? vote : best;
  });
}

/** The weighted mean of models and annotators (eq. 2 of the paper). */
function posteriorOf(
  { classes: k, rowStarts, annotator, label }: Annotations,
  models: readonly Float64Array[],
  { likelihood, annotators, models: modelWeights }: CrowdWeights,
  row: number,
  posterior: Float64Array,
): void {
  const unlikelihood = (1 - likelihood) / (k - 1);
  let total = 0;
  posterior.fill(0);
  models.forEach((predProbs, m) => {
    total += modelWeights[m];
    for (let j = 0; j < k; j++)
      posterior[j] += predProbs[row * k + j] * modelWeights[m];
  });
  for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++) {
    const weight = annotators[annotator[t]];
    total += weight;
    for (let j = 0; j < k; j++)
      posterior[j] += weight * (label[t] === j ? likelihood : unlikelihood);
  }
  for (let j = 0; j < k; j++) posterior[j] /= total;
}

function judge(
  annotations: Annotations,
  models: readonly Float64Array[],
  labels: Int32Array,
  weights: CrowdWeights,
): Consensus {
  const { rows, classes: k, rowStarts, label } = annotations;
  const quality = new Float64Array(rows).fill(NaN);
  const annotationQuality = new Float64Array(label.length);
  const posterior = new Float64Array(k);
  for (let row = 0; row < rows; row++) {
    if (labels[row] === NOBODY) continue;
    posteriorOf(annotations, models, weights, row, posterior);
    quality[row] = posterior[labels[row]];
    for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++)
      annotationQuality[t] = posterior[label[t]];
  }
  return {
    labels,
    quality,
    agreement: agreementOfRows(annotations, labels),
    annotationQuality,
    annotators: annotatorTrust(
      annotations,
      { labels, quality },
      annotatorQuality(annotations, labels, annotationQuality, weights),
      weights.annotators,
    ),
    modelWeights: weights.models,
  };
}

/**
 * How right an annotator's labels look and how often they are the consensus of
 * rows that others labelled too, weighed as model against annotators (eq. 8).
 * Who labelled no such row is judged by their labels alone.
 */
function annotatorQuality(
  annotations: Annotations,
  labels: Int32Array,
  annotationQuality: Float64Array,
  weights: CrowdWeights,
): Float64Array {
  const { annotators, annotator } = annotations;
  const sums = new Float64Array(annotators);
  const counts = new Float64Array(annotators);
  annotationQuality.forEach((value, t) => {
    sums[annotator[t]] += value;
    counts[annotator[t]]++;
  });
  const agreement = agreementOfAnnotators(annotations, labels, 2);
  const sumOf = (values: Float64Array) =>
    values.reduce((sum, value) => sum + value, 0);
  const modelWeight = sumOf(weights.models) / weights.models.length;
  const crowdWeight =
    (sumOf(weights.annotators) * weights.labelsPerRow) / annotators;
  const share = modelWeight / (modelWeight + crowdWeight);
  return agreement.map((agreed, a) => {
    const own = sums[a] / counts[a];
    return Number.isNaN(agreed) ? own : share * own + (1 - share) * agreed;
  });
}
