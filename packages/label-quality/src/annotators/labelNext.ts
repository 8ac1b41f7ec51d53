import { Annotations, collectAnnotations, refuseRepeats } from './Annotations';
import { checkModels, crowdlab, meanOf } from './crowdlab';
import { firstChoice } from './firstChoice';
import { majorityVote } from './majorityVote';
import { atTemperature, bestTemperature } from './temperature';

export type LabelNext = {
  /** n values: the lower, the more another label would tell. */
  readonly scores: Float64Array;
  /** All rows, those to label next first; ties by row. */
  readonly order: Int32Array;
  /** For each model, the temperature at which it is as sure as annotators agree. */
  readonly temperatures: readonly number[];
};

/** Trust in each annotator and model, and in the consensus of labelled rows. */
type Trust = {
  readonly annotators: Float64Array;
  readonly models: Float64Array;
  readonly quality: Float64Array;
  readonly judges: readonly Float64Array[];
  readonly temperatures: readonly number[];
};

/**
 * ActiveLab (Goh and Mueller 2023): which rows to label, or to label again, next.
 * A row's score is the quality of its consensus drawn towards 1/classes by one
 * more annotator of average weight. Rows nobody labelled are judged by the
 * models alone.
 *
 * @param models - for each model n x classes probabilities, row-major, out-of-sample
 * @throws RangeError naming row and column of input that cannot be used
 */
export function labelNext(
  annotations: Annotations,
  models: readonly Float64Array[],
): LabelNext {
  const { rows, classes: k, rowStarts, annotator } = annotations;
  refuseRepeats(annotations);
  const trust = trustIn(annotations, checkModels(annotations, models));
  const sumOf = (values: Float64Array) =>
    values.reduce((sum, value) => sum + value, 0);
  const modelWeight = sumOf(trust.models);
  const nextWeight = sumOf(trust.annotators) / trust.annotators.length;
  const unlabelled = qualityOfModels(trust, k);
  const scores = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let weight = modelWeight;
    for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++)
      weight += trust.annotators[annotator[t]];
    const quality =
      rowStarts[row] === rowStarts[row + 1]
        ? unlabelled(row)
        : trust.quality[row];
    scores[row] = (quality * weight + nextWeight / k) / (weight + nextWeight);
  }
  const order = Int32Array.from(scores.keys()).sort(
    (a, b) => scores[a] - scores[b] || a - b,
  );
  return { scores, order, temperatures: trust.temperatures };
}

function trustIn(
  annotations: Annotations,
  models: readonly Float64Array[],
): Trust {
  const { rows, annotators, classes: k, rowStarts } = annotations;
  const hasSeveral = Array.from({ length: rows }).some(
    (_, row) => rowStarts[row + 1] - rowStarts[row] > 1,
  );
  if (hasSeveral) {
    const temperatures = models.map(each => bestTemperature(annotations, each));
    const judges = models.map((each, m) =>
      atTemperature(each, k, temperatures[m]),
    );
    const consensus = crowdlab(annotations, judges);
    return {
      annotators: consensus.annotators.weight!,
      models: consensus.modelWeights,
      quality: consensus.quality,
      judges,
      temperatures,
    };
  }
  // Nobody can be compared: everybody counts the same.
  const mean = meanOf(models);
  const votes = majorityVote(annotations, mean);
  return {
    annotators: new Float64Array(annotators).fill(1),
    models: new Float64Array(models.length).fill(1),
    quality: Float64Array.from(votes, (vote, row) => mean[row * k + vote]),
    judges: models,
    temperatures: models.map(() => 1),
  };
}

/**
 * What the models together say of a row nobody labelled: the weighted mean
 * probability of the class that most of them choose.
 */
function qualityOfModels(
  { judges, models }: Trust,
  k: number,
): (row: number) => number {
  const rows = judges[0].length / k;
  const choices = majorityVote(
    collectAnnotations({
      rows,
      annotators: judges.length,
      classes: k,
      row: Int32Array.from(
        { length: rows * judges.length },
        (_, t) => t % rows,
      ),
      annotator: Int32Array.from({ length: rows * judges.length }, (_, t) =>
        Math.floor(t / rows),
      ),
      label: Int32Array.from({ length: rows * judges.length }, (_, t) =>
        firstChoice(judges[Math.floor(t / rows)], (t % rows) * k, k),
      ),
    }),
    meanOf(judges),
  );
  const total = models.reduce((sum, weight) => sum + weight, 0);
  return row =>
    judges.reduce(
      (sum, each, m) => sum + models[m] * each[row * k + choices[row]],
      0,
    ) / total;
}
