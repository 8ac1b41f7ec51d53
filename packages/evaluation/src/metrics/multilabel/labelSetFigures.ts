import { fScore } from '../binary/confusionMetrics';

/** The labels of one row. */
export type LabelSet = {
  readonly given: Uint8Array;
  readonly scores: Float64Array;
  readonly threshold: number;
};

export const labelSetNames = [
  'subsetAccuracy',
  'hammingLoss',
  'samplesJaccard',
  'samplesF1',
  'lrap',
  'coverage',
  'rankingLoss',
] as const;

/**
 * What one row's labels are worth; the metric is the mean over rows.
 *
 * Hamming loss, subset accuracy and ranking loss by Schapire and Singer (2000)
 * and Tsoumakas et al. (2010), coverage counted from 1 as scikit-learn; label
 * ranking average precision is 1 for a row with no label or all of them, and a
 * row with neither given nor predicted labels has F1 and Jaccard 0.
 */
export function labelSetFigures({
  given,
  scores,
  threshold,
}: LabelSet): Record<(typeof labelSetNames)[number], number> {
  const labels = given.length;
  let tp = 0;
  let fp = 0;
  let fn = 0;
  let leastOfGiven = Infinity;
  for (let j = 0; j < labels; j++) {
    const predicted = scores[j] >= threshold;
    if (given[j] && predicted) tp++;
    else if (predicted) fp++;
    else if (given[j]) fn++;
    if (given[j]) leastOfGiven = Math.min(leastOfGiven, scores[j]);
  }
  const count = tp + fn;
  let coverage = 0;
  let disordered = 0;
  let ranked = 0;
  for (let j = 0; j < labels; j++) {
    if (scores[j] >= leastOfGiven) coverage++;
    if (!given[j]) continue;
    let above = 0;
    let givenAbove = 0;
    for (let m = 0; m < labels; m++) {
      if (scores[m] < scores[j]) continue;
      above++;
      if (given[m]) givenAbove++;
    }
    ranked += givenAbove / above;
    disordered += above - givenAbove;
  }
  const isDecided = count > 0 && count < labels;
  return {
    subsetAccuracy: fp + fn === 0 ? 1 : 0,
    hammingLoss: (fp + fn) / labels,
    samplesJaccard: tp + fp + fn === 0 ? 0 : tp / (tp + fp + fn),
    samplesF1: fScore(tp, fp, fn, 1),
    lrap: isDecided ? ranked / count : 1,
    coverage,
    rankingLoss: isDecided ? disordered / (count * (labels - count)) : 0,
  };
}
