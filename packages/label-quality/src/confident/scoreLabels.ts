import { ConfidenceAccumulator } from './ConfidenceAccumulator';
import { checkLabelInput, LabelInput } from './LabelInput';
import type { OutlierMethod, ScoreMethod } from './rowScores';
import { ScoreAccumulator } from './ScoreAccumulator';

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
 * Or how much each row looks like the others, judged by the predictions alone
 * (low: out of distribution): `entropy` 1 - H / log K, `least_confidence` the
 * largest probability, `gen` the generalised entropy (Liu, Lochman, Zach 2023).
 *
 * With `adjust`, thresholds are taken off the probabilities first, so that
 * classes the model is unsure of as a whole are not all at the bottom.
 *
 * @throws RangeError for input that cannot be used, and for `adjust` with the entropy of labels
 */
export function scoreLabels(
  input: LabelInput & {
    readonly method: ScoreMethod | OutlierMethod;
    readonly adjust?: boolean;
  },
): { scores: Float64Array; renormalised: number } {
  const { chunk, renormalised } = checkLabelInput(input);
  const confidence = new ConfidenceAccumulator(input.classes);
  if (input.adjust) confidence.addChunk(chunk);
  const scores = new ScoreAccumulator(
    input.classes,
    input.method,
    input.adjust ? confidence.finish().thresholds : undefined,
  );
  scores.addChunk(chunk);
  return { scores: scores.finish(), renormalised };
}
