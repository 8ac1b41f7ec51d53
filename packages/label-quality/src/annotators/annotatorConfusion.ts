import { Annotations } from './Annotations';
import { NOBODY } from './majorityVote';

/** How often an annotator gave a label where the consensus is another, or the same. */
export type Confusion = {
  readonly annotator: number;
  readonly consensus: number;
  readonly given: number;
  readonly count: number;
};

/**
 * Who confuses what with what: the cells of each annotator's confusion matrix
 * that have any rows, by annotator, consensus and given label.
 *
 * @param labels - the consensus of each row; -1 for none
 */
export function annotatorConfusion(
  { rows, classes: k, rowStarts, annotator, label }: Annotations,
  labels: Int32Array,
): Confusion[] {
  const counts = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    if (labels[row] === NOBODY) continue;
    for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++) {
      const cell = (annotator[t] * k + labels[row]) * k + label[t];
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([cell, count]) => ({
      annotator: Math.floor(cell / (k * k)),
      consensus: Math.floor(cell / k) % k,
      given: cell % k,
      count,
    }));
}
