import { ensembleWeights } from './ensembleWeights';
import { checkLabelInput } from './LabelInput';
import { MemberAccumulator } from './MemberAccumulator';

/**
 * One array of predictions from those of several models, weighted by how well
 * each predicts the given labels (see `ensembleWeights`).
 *
 * @param question.members - n x classes probabilities each, row-major, out-of-sample
 * @returns weights, and n x classes probabilities
 * @throws RangeError naming row and column of input that cannot be used
 */
export function combineEnsemble(question: {
  readonly labels: Int32Array;
  readonly members: readonly Float64Array[];
  readonly classes: number;
}): { readonly weights: number[]; readonly predProbs: Float64Array } {
  const { labels, classes } = question;
  const chunks = question.members.map(
    predProbs => checkLabelInput({ labels, predProbs, classes }).chunk,
  );
  const weights = ensembleWeights(
    chunks.map(chunk => {
      const member = new MemberAccumulator(classes);
      member.addChunk(chunk);
      return member.finish();
    }),
  );
  return {
    weights,
    predProbs: weightedMean(
      chunks.map(({ predProbs }) => predProbs),
      weights,
    ),
  };
}

/** Arrays of one shape, each times its weight, added up. */
export function weightedMean(
  arrays: readonly Float64Array[],
  weights: readonly number[],
): Float64Array {
  const mean = new Float64Array(arrays[0].length);
  arrays.forEach((values, m) => {
    const weight = weights[m];
    for (let i = 0; i < mean.length; i++) mean[i] += weight * values[i];
  });
  return mean;
}
