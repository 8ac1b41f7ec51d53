import type { Annotations } from './Annotations';

/** The label of a row that nobody labelled. */
export const NOBODY = -1;

/**
 * The label most annotators gave each row, n labels; `NOBODY` where there is
 * none. Ties go, in this order, to the label the model finds most probable, to
 * the label annotators use least, to the label of those who agree most with the
 * untied rows (all as cleanlab 2.9), then to the lowest class.
 *
 * @param predProbs - n x classes probabilities, row-major, if there is a model
 */
export function majorityVote(
  annotations: Annotations,
  predProbs?: Float64Array,
): Int32Array {
  const { rows, classes: k, rowStarts, label } = annotations;
  const frequency = new Float64Array(k);
  for (const given of label) frequency[given]++;
  const votes = new Int32Array(rows).fill(NOBODY);
  const isTied = new Uint8Array(rows);
  const counts = new Int32Array(k);
  const settle = (row: number, leaders: readonly number[]) => {
    if (leaders.length === 1) votes[row] = leaders[0];
    return leaders.length === 1;
  };
  const open: Tie[] = [];
  for (let row = 0; row < rows; row++) {
    const [start, end] = [rowStarts[row], rowStarts[row + 1]];
    if (start === end) continue;
    let leaders = mostGiven(label, start, end, counts);
    if (settle(row, leaders)) continue;
    isTied[row] = 1;
    if (predProbs) leaders = best(leaders, j => predProbs[row * k + j]);
    leaders = best(leaders, j => -frequency[j]);
    if (!settle(row, leaders)) open.push({ row, leaders });
  }
  if (open.length === 0) return votes;
  const trust = trustOf(annotations, votes, isTied);
  for (const { row, leaders } of open) {
    const [lowest] = best(leaders, j => trustIn(annotations, row, j, trust));
    settle(row, [lowest]);
  }
  return votes;
}

type Tie = { readonly row: number; readonly leaders: readonly number[] };

/** How often each annotator gave what the rows without a tie settled on. */
function trustOf(
  { rows, annotators, rowStarts, annotator, label }: Annotations,
  votes: Int32Array,
  isTied: Uint8Array,
): Float64Array {
  const agreed = new Float64Array(annotators);
  const seen = new Float64Array(annotators);
  for (let row = 0; row < rows; row++) {
    if (isTied[row]) continue;
    for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++) {
      seen[annotator[t]]++;
      if (label[t] === votes[row]) agreed[annotator[t]]++;
    }
  }
  return fillWithMean(agreed.map((count, a) => count / seen[a]));
}

/** The labels given most often among annotations from start to below end, ascending. */
function mostGiven(
  label: Int32Array,
  start: number,
  end: number,
  counts: Int32Array,
): readonly number[] {
  let most = 0;
  for (let t = start; t < end; t++) most = Math.max(most, ++counts[label[t]]);
  const leaders: number[] = [];
  for (let t = start; t < end; t++) {
    if (counts[label[t]] === most) leaders.push(label[t]);
    counts[label[t]] = 0;
  }
  return leaders.sort((a, b) => a - b);
}

function best(
  labels: readonly number[],
  scoreOf: (label: number) => number,
): readonly number[] {
  const scores = labels.map(scoreOf);
  const highest = Math.max(...scores);
  const leaders = labels.filter((_, i) => scores[i] === highest);
  return leaders.length > 0 ? leaders : labels;
}

function trustIn(
  { rowStarts, annotator, label }: Annotations,
  row: number,
  candidate: number,
  trust: Float64Array,
): number {
  let sum = 0;
  let count = 0;
  for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++) {
    if (label[t] !== candidate) continue;
    sum += trust[annotator[t]];
    count++;
  }
  return sum / count;
}

/** Those of whom nothing is known count as the mean of the others. */
export function fillWithMean(values: Float64Array): Float64Array {
  const known = values.filter(value => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return values.map(value => (Number.isNaN(value) ? mean : value));
}
