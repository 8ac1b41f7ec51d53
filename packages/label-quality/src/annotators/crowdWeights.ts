import type { Annotations } from './Annotations';
import { firstChoice } from './firstChoice';
import { fillWithMean, NOBODY } from './majorityVote';

/** How far CROWDLAB trusts everybody. */
export type CrowdWeights = {
  /** P: how likely an annotator gives the consensus. */
  readonly likelihood: number;
  readonly annotators: Float64Array;
  readonly models: Float64Array;
  /** Mean number of labels of a row that has any. */
  readonly labelsPerRow: number;
};

/** No weight and no error of the baseline is below this. */
const LEAST = 1e-6;

/**
 * Weights by error relative to always saying the most frequent class (Goh,
 * Tkachenko and Mueller 2022, eq. 3 to 6), from rows with two labels or more.
 *
 * @param models - for each model n x classes probabilities, row-major
 * @param labels - the consensus so far
 * @throws RangeError where no row has two labels
 */
export function weighCrowd(
  annotations: Annotations,
  models: readonly Float64Array[],
  labels: Int32Array,
): CrowdWeights {
  const { rows, classes: k, rowStarts, label } = annotations;
  const frequency = new Float64Array(k);
  const modelErrors = new Float64Array(models.length);
  let [labelled, several, agreement] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const [start, end] = [rowStarts[row], rowStarts[row + 1]];
    if (labels[row] === NOBODY) continue;
    labelled++;
    if (end - start < 2) continue;
    several++;
    frequency[labels[row]]++;
    let agreed = 0;
    for (let t = start; t < end; t++) if (label[t] === labels[row]) agreed++;
    agreement += agreed / (end - start);
    models.forEach((predProbs, m) => {
      if (firstChoice(predProbs, row * k, k) !== labels[row]) modelErrors[m]++;
    });
  }
  if (several === 0)
    throw new RangeError(
      'No row has two labels, so annotators cannot be compared. Score the labels one by one instead.',
    );
  const baseline = Math.max(1 - Math.max(...frequency) / several, LEAST);
  const labelsPerRow = label.length / labelled;
  return {
    likelihood: agreement / several,
    annotators: agreementWithOthers(annotations).map(agreed =>
      Math.max(1 - (1 - agreed) / baseline, LEAST),
    ),
    models: modelErrors.map(
      errors =>
        Math.max(1 - errors / several / baseline, LEAST) *
        Math.sqrt(labelsPerRow),
    ),
    labelsPerRow,
  };
}

/**
 * How often each annotator gave the label of another annotator of the row. Who
 * shares no row counts as the mean of the others.
 */
function agreementWithOthers({
  rows,
  annotators,
  classes,
  rowStarts,
  annotator,
  label,
}: Annotations): Float64Array {
  const same = new Float64Array(annotators);
  const others = new Float64Array(annotators);
  const counts = new Int32Array(classes);
  for (let row = 0; row < rows; row++) {
    const [start, end] = [rowStarts[row], rowStarts[row + 1]];
    for (let t = start; t < end; t++) counts[label[t]]++;
    for (let t = start; t < end; t++) {
      same[annotator[t]] += counts[label[t]] - 1;
      others[annotator[t]] += end - start - 1;
    }
    for (let t = start; t < end; t++) counts[label[t]] = 0;
  }
  return fillWithMean(same.map((count, a) => count / others[a]));
}
