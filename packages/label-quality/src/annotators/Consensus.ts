import { Annotations, groupByAnnotator, rowsOf } from './Annotations';

/** What several annotators are taken to mean, and how far to trust each. */
export type Consensus = {
  /** n labels; -1 for a row nobody labelled. */
  readonly labels: Int32Array;
  /** n values from 0 to 1: how right each consensus looks; NaN without labels. */
  readonly quality: Float64Array;
  /** n shares of each row's annotators that gave its consensus; NaN without labels. */
  readonly agreement: Float64Array;
  /** How right each single annotation looks, in the order of the annotations. */
  readonly annotationQuality: Float64Array;
  readonly annotators: AnnotatorTrust;
  /** A weight for each model, where the method weighs models. */
  readonly modelWeights: Float64Array;
};

/** A value for each annotator; NaN where nothing is known. */
export type AnnotatorTrust = {
  readonly quality: Float64Array;
  /** Absent where the method gives annotators no weight. */
  readonly weight?: Float64Array;
  /** Share of an annotator's labels that are the consensus of their row. */
  readonly agreement: Float64Array;
  /** The label that is wrong most often when this annotator gives it; -1 for none. */
  readonly worstClass: Int32Array;
  readonly labelled: Int32Array;
};

/** Share of each row's annotators that gave the label; NaN without annotators. */
export function agreementOfRows(
  { rows, rowStarts, label }: Annotations,
  labels: Int32Array,
): Float64Array {
  const agreement = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let agreed = 0;
    for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++)
      if (label[t] === labels[row]) agreed++;
    agreement[row] = agreed / (rowStarts[row + 1] - rowStarts[row]);
  }
  return agreement;
}

/**
 * Share of each annotator's labels that are the consensus.
 *
 * @param minimumLabels - rows with fewer labels are left out: on a row of one
 *   label the annotator only agrees with themselves
 */
export function agreementOfAnnotators(
  { rows, annotators, rowStarts, annotator, label }: Annotations,
  labels: Int32Array,
  minimumLabels: number,
): Float64Array {
  const agreed = new Float64Array(annotators);
  const seen = new Float64Array(annotators);
  for (let row = 0; row < rows; row++) {
    if (rowStarts[row + 1] - rowStarts[row] < minimumLabels) continue;
    for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++) {
      seen[annotator[t]]++;
      if (label[t] === labels[row]) agreed[annotator[t]]++;
    }
  }
  return agreed.map((count, a) => count / seen[a]);
}

/** What every method says of its annotators. */
export function annotatorTrust(
  annotations: Annotations,
  consensus: Pick<Consensus, 'labels' | 'quality'>,
  quality: Float64Array,
  weight?: Float64Array,
): AnnotatorTrust {
  const labelled = new Int32Array(annotations.annotators);
  for (const a of annotations.annotator) labelled[a]++;
  return {
    quality,
    weight,
    agreement: agreementOfAnnotators(annotations, consensus.labels, 1),
    worstClass: worstClasses(annotations, consensus),
    labelled,
  };
}

/**
 * Of the labels an annotator gives, the one least often confirmed; of several,
 * the one given most often, then the one on the best rows, then the lowest.
 */
function worstClasses(
  annotations: Annotations,
  { labels, quality }: Pick<Consensus, 'labels' | 'quality'>,
): Int32Array {
  const { annotators, classes: k, label } = annotations;
  const { positions, starts } = groupByAnnotator(annotations);
  const row = rowsOf(annotations);
  const [given, confirmed, qualities] = [0, 1, 2].map(
    () => new Float64Array(k),
  );
  return Int32Array.from({ length: annotators }, (_, a) => {
    for (const sums of [given, confirmed, qualities]) sums.fill(0);
    for (let i = starts[a]; i < starts[a + 1]; i++) {
      const t = positions[i];
      given[label[t]]++;
      qualities[label[t]] += quality[row[t]];
      if (labels[row[t]] === label[t]) confirmed[label[t]]++;
    }
    let worst = -1;
    for (let j = 0; j < k; j++) {
      if (given[j] === 0) continue;
      const lead =
        worst < 0
          ? 1
          : confirmed[worst] / given[worst] - confirmed[j] / given[j] ||
            given[j] - given[worst] ||
            qualities[j] / given[j] - qualities[worst] / given[worst];
      if (lead > 0) worst = j;
    }
    return worst;
  });
}
