import { checkLabelInput, LabelInput } from './LabelInput';
import { ThresholdAccumulator } from './ThresholdAccumulator';

export const SCORE_METHODS = [
  'self_confidence',
  'normalized_margin',
  'confidence_weighted_entropy',
] as const;
export type ScoreMethod = (typeof SCORE_METHODS)[number];

/** Below this an entropy or a probability counts as this. */
const CLIP = 1e-6;

type Score = (
  predProbs: Float64Array,
  start: number,
  k: number,
  label: number,
) => number;

const SCORES: Readonly<Record<ScoreMethod, Score>> = {
  self_confidence: (p, start, _k, label) => p[start + label],
  normalized_margin: (p, start, k, label) => {
    let others = -Infinity;
    for (let j = 0; j < k; j++)
      if (j !== label && p[start + j] > others) others = p[start + j];
    return (p[start + label] - others + 1) / 2;
  },
  confidence_weighted_entropy: (p, start, k, label) => {
    let entropy = 0;
    for (let j = 0; j < k; j++) {
      const value = p[start + j];
      if (value > 0) entropy -= value * Math.log(value);
    }
    const normalised = entropy / Math.log(k);
    const q = normalised / Math.max(p[start + label], CLIP);
    return Math.log(q + 1) / Math.max(q, CLIP);
  },
};

/**
 * How right each label looks: n scores from 0 (wrong) to 1 (right), as defined
 * by Kuan and Mueller (2022), "Model-agnostic label quality scoring":
 *
 * - `self_confidence`: p_given
 * - `normalized_margin`: (p_given - max of the others + 1) / 2
 * - `confidence_weighted_entropy`: log(q + 1) / max(q, 1e-6) with
 *   q = (H / log K) / max(p_given, 1e-6); as in cleanlab 2.9 a row without any
 *   entropy therefore scores 0, not 1
 *
 * With `adjust`, thresholds are taken off the probabilities first, so that
 * classes the model is unsure of as a whole are not all at the bottom.
 *
 * @throws RangeError for input that cannot be used; Error for `adjust` with the entropy
 */
export function scoreLabels(
  input: LabelInput & {
    readonly method: ScoreMethod;
    readonly adjust?: boolean;
  },
): { scores: Float64Array; renormalised: number } {
  const checked = checkLabelInput(input);
  if (input.adjust && input.method === 'confidence_weighted_entropy') {
    throw new Error(
      'Entropy is not defined for adjusted probabilities. Use another score.',
    );
  }
  const predProbs = input.adjust
    ? adjusted(input.labels, checked.predProbs, input.classes)
    : checked.predProbs;
  return {
    scores: scoresOf(input.labels, predProbs, input.classes, input.method),
    renormalised: checked.renormalised,
  };
}

/** Scores of probabilities that were checked before. */
export function scoresOf(
  labels: Int32Array,
  predProbs: Float64Array,
  classes: number,
  method: ScoreMethod,
): Float64Array {
  const score = SCORES[method];
  return Float64Array.from(labels, (label, i) =>
    score(predProbs, i * classes, classes, label),
  );
}

/** p - t + max t, renormalised (cleanlab's `adjust_pred_probs`). */
function adjusted(
  labels: Int32Array,
  predProbs: Float64Array,
  k: number,
): Float64Array {
  const accumulator = new ThresholdAccumulator(k);
  accumulator.addChunk(labels, predProbs);
  const thresholds = accumulator.finish();
  const highest = thresholds.reduce((max, t) => Math.max(max, t), -Infinity);
  const result = new Float64Array(predProbs.length);
  for (let i = 0; i < labels.length; i++) {
    let sum = 0;
    for (let j = 0; j < k; j++) {
      result[i * k + j] = predProbs[i * k + j] - thresholds[j] + highest;
      sum += result[i * k + j];
    }
    for (let j = 0; j < k; j++) result[i * k + j] /= sum;
  }
  return result;
}
