import { Annotations, refuseRepeats } from './Annotations';
import {
  agreementOfAnnotators,
  agreementOfRows,
  annotatorTrust,
  Consensus,
} from './Consensus';
import { checkModels, meanOf } from './crowdlab';
import { majorityVote } from './majorityVote';

/**
 * Majority vote; the quality of a consensus is the share of its annotators, that
 * of an annotator how often they are with the majority where others labelled too
 * (cleanlab's `quality_method="agreement"`, as it is meant).
 *
 * @param models - n x classes probabilities, row-major, whose mean breaks ties
 */
export function majorityConsensus(
  annotations: Annotations,
  models: readonly Float64Array[] = [],
): Consensus {
  refuseRepeats(annotations);
  const { rows, rowStarts, label } = annotations;
  const labels = majorityVote(
    annotations,
    models.length > 0 ? meanOf(checkModels(annotations, models)) : undefined,
  );
  const agreement = agreementOfRows(annotations, labels);
  const annotationQuality = new Float64Array(label.length);
  for (let row = 0; row < rows; row++) {
    const [start, end] = [rowStarts[row], rowStarts[row + 1]];
    for (let t = start; t < end; t++) {
      let same = 0;
      for (let other = start; other < end; other++)
        if (label[other] === label[t]) same++;
      annotationQuality[t] = same / (end - start);
    }
  }
  return {
    labels,
    quality: agreement,
    agreement,
    annotationQuality,
    annotators: annotatorTrust(
      annotations,
      { labels, quality: agreement },
      agreementOfAnnotators(annotations, labels, 2),
    ),
    modelWeights: new Float64Array(0),
  };
}
