import {
  estimateJoint,
  JointEstimate,
  FilterOptions,
  labelIssues,
  LabelIssues,
  normalizedMargin,
  prunesByNoiseRate,
  ScoreMethod,
} from '@greenroom/label-quality';
import type { LabelStream } from './LabelStream';

/**
 * Confident learning over a stream: one pass for the thresholds, one for the
 * joint, and one more where the method prunes by noise rate.
 */
export async function findIssues(
  stream: LabelStream,
  classes: number,
  options: FilterOptions & { readonly rankBy?: ScoreMethod },
): Promise<LabelIssues> {
  const first = await stream.run('confidence', { classes });
  const confidence = first.accumulator.finish();
  const { thresholds } = confidence;
  const second = await stream.run('joint', { thresholds });
  const estimate = estimateJoint(
    confidence,
    second.accumulator.finish(),
    options,
  );
  const byNoiseRate = prunesByNoiseRate(options.method)
    ? (await stream.run('prune', estimate.prune)).accumulator.finish()
    : [];
  return labelIssues(estimate, options, {
    byNoiseRate,
    scores: await scoresOf(stream, classes, estimate, options.rankBy),
    renormalised: first.renormalised,
  });
}

/** Two of the scores follow from what is known by now. */
async function scoresOf(
  stream: LabelStream,
  classes: number,
  estimate: JointEstimate,
  method: ScoreMethod = 'self_confidence',
): Promise<Float64Array> {
  if (method === 'self_confidence') return estimate.pGiven;
  if (method === 'normalized_margin') return normalizedMargin(estimate);
  const { accumulator } = await stream.run('score', { classes, method });
  return accumulator.finish();
}
