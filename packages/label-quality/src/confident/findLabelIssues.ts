import { ConfidenceAccumulator } from './ConfidenceAccumulator';
import { prunesByNoiseRate } from './filterLabels';
import { Counting, JointAccumulator } from './JointAccumulator';
import { checkLabelInput, LabelInput } from './LabelInput';
import {
  estimateJoint,
  FilterOptions,
  FILTER_DEFAULTS,
  LabelIssues,
  labelIssues,
} from './labelIssues';
import { PruneAccumulator } from './PruneAccumulator';
import type { ScoreMethod } from './rowScores';
import { ScoreAccumulator } from './ScoreAccumulator';

/**
 * Confident learning (Northcutt, Jiang, Chuang 2021; as cleanlab 2.9): which
 * labels are likely wrong, judged by out-of-sample probabilities, with the whole
 * in memory. Larger tables go through the accumulators chunk by chunk.
 *
 * @param input.counting - 'most_probable' counts every row for its most probable
 * class instead (cleanlab's baseline by the confusion matrix)
 * @throws RangeError naming row and column of input that cannot be used
 */
export function findLabelIssues(
  input: LabelInput &
    Partial<FilterOptions> & {
      readonly rankBy?: ScoreMethod;
      readonly counting?: Counting;
    },
): LabelIssues {
  const { classes } = input;
  const {
    method = FILTER_DEFAULTS.method,
    fracNoise = FILTER_DEFAULTS.fracNoise,
    minExamples = FILTER_DEFAULTS.minExamples,
  } = input;
  const options = { method, fracNoise, minExamples };
  const { chunk, renormalised } = checkLabelInput(input);
  const confidence = new ConfidenceAccumulator(classes);
  confidence.addChunk(chunk);
  const { thresholds, ...rest } = confidence.finish();
  const joint = new JointAccumulator(thresholds, input.counting);
  joint.addChunk(chunk);
  const estimate = estimateJoint(
    { thresholds, ...rest },
    joint.finish(),
    options,
  );
  const prune = new PruneAccumulator(estimate.prune);
  if (prunesByNoiseRate(method)) prune.addChunk(chunk);
  const scores = new ScoreAccumulator(
    classes,
    input.rankBy ?? 'self_confidence',
  );
  scores.addChunk(chunk);
  return labelIssues(estimate, options, {
    byNoiseRate: prune.finish(),
    scores: scores.finish(),
    renormalised,
  });
}
