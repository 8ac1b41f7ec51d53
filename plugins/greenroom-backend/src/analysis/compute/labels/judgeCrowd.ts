import {
  type Annotations,
  collectAnnotations,
  type Consensus,
  crowdlab,
  dawidSkene,
  labelNext,
  majorityConsensus,
} from '@greenroom/label-quality';
import type { Gathered } from './gatherPredictions';
import type { LabelledRow } from './readLabels';
import type { Votes } from './readVotes';

/** What several people's labels come to. */
export type Crowd = {
  /** Of the rows in `rows`, by their place there. */
  readonly annotations: Annotations;
  /** Indices of rows of the table. */
  readonly rows: readonly number[];
  readonly consensus: Consensus;
  /** How it was found, for people. */
  readonly method: string;
  /** Places of the rows for which one more label tells most, with their scores. */
  readonly next?: readonly { readonly place: number; readonly score: number }[];
};

const SHOWN_NEXT = 50;

/**
 * A consensus: with CROWDLAB where every row has an out-of-sample prediction,
 * with Dawid and Skene's model where it has not (or somebody labelled a row
 * twice), by majority where nobody labelled a row that another did.
 *
 * @returns undefined without votes
 */
export function judgeCrowd(
  votes: Votes,
  rows: readonly LabelledRow[],
  { probabilities }: Gathered,
  classes: number,
): Crowd | undefined {
  if (votes.row.length === 0) return undefined;
  const voted = new Set(votes.row);
  const isPredicted = (row: number) => probabilities.has(rows[row].key);
  const areAllPredicted = [...voted].every(isPredicted);
  const chosen = rows.flatMap((_, row) =>
    (areAllPredicted ? isPredicted(row) : voted.has(row)) ? [row] : [],
  );
  const places = new Map(chosen.map((row, place) => [row, place]));
  const annotations = collectAnnotations({
    rows: chosen.length,
    annotators: votes.people.length,
    classes,
    row: votes.row.map(row => places.get(row)!),
    annotator: votes.annotator,
    label: votes.label,
  });
  const crowd = { annotations, rows: chosen };
  if (!hasSeveral(annotations))
    return {
      ...crowd,
      consensus: majorityConsensus(annotations),
      method: 'the only label of each row: nobody labelled what another did',
    };
  if (!areAllPredicted || hasRepeats(annotations))
    return {
      ...crowd,
      consensus: dawidSkene(annotations),
      method: 'Dawid and Skene, without a model',
    };
  const model = new Float64Array(chosen.length * classes);
  chosen.forEach((row, place) =>
    model.set(probabilities.get(rows[row].key)!, place * classes),
  );
  const { order, scores } = labelNext(annotations, [model]);
  return {
    ...crowd,
    consensus: crowdlab(annotations, [model]),
    method: 'CROWDLAB, annotators and out-of-sample predictions together',
    next: Array.from(order.subarray(0, SHOWN_NEXT), place => ({
      place,
      score: scores[place],
    })),
  };
}

/** Indices of the rows that somebody labelled. */
export function votedRows({ annotations, rows }: Crowd): number[] {
  const { rowStarts } = annotations;
  return rows.filter((_, place) => rowStarts[place] < rowStarts[place + 1]);
}

function hasSeveral({ rows, rowStarts }: Annotations): boolean {
  for (let row = 0; row < rows; row++)
    if (rowStarts[row + 1] - rowStarts[row] > 1) return true;
  return false;
}

/** An annotator labelled a row twice. */
export function hasRepeats({ rows, rowStarts, annotator }: Annotations) {
  for (let row = 0; row < rows; row++) {
    for (let t = rowStarts[row] + 1; t < rowStarts[row + 1]; t++)
      if (annotator[t] === annotator[t - 1]) return true;
  }
  return false;
}
