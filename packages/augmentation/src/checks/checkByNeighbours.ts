import { NEAR_DUPLICATE_THRESHOLD } from '@greenroom/label-quality';
import { medianOf } from '../medianOf';
import type { DropReason } from './DropReason';
import { type Kind, RowsNearby } from './RowsNearby';

/** Neighbours that are asked: three vote on the class (Wilson 1972), five tell noise (Han, Wang and Mao 2005). */
const VOTERS = 3;
const SURROUNDING = 5;

/** Points of one space with the class of each; row-major. */
export type LabelledPoints = {
  readonly points: Float64Array;
  readonly labels: readonly string[];
};

/**
 * Holds synthetic rows against the rows that people measured. In this order, and
 * the first that applies:
 *
 * - `near-held-out`, `near-duplicate`: as near to a row that the model is tested
 *   on, to a training row, or to a synthetic row that stays, as 0.13 of the median
 *   distance of training rows to their nearest (cleanlab's Datalab)
 * - `noise`: all of the five nearest training rows are of other classes (Han, Wang
 *   and Mao 2005, section 3)
 * - `across-boundary`: most of the three nearest training rows are of other
 *   classes (edited nearest neighbours: Wilson 1972)
 * - `tomek-link`: it and a training row of another class are the nearest to one
 *   another (Tomek 1976)
 *
 * @param question.columns - coordinates of one point
 * @param question.heldOut - points that the model is tested on, row-major
 * @returns a reason for each synthetic row, or undefined where it may stay
 * @throws RangeError naming row and column of what is no finite number, or where
 * there are fewer than two training rows
 */
export async function checkByNeighbours(question: {
  readonly columns: number;
  readonly training: LabelledPoints;
  readonly synthetic: LabelledPoints;
  readonly heldOut: Float64Array;
  readonly signal?: AbortSignal;
}): Promise<(DropReason | undefined)[]> {
  const { columns, training, synthetic, heldOut, signal } = question;
  const points = joined([training.points, synthetic.points, heldOut]);
  const [train, made, tested] = kindsOf([
    training.labels.length,
    synthetic.labels.length,
    heldOut.length / columns,
  ]);
  const nearby = await RowsNearby.search(points, columns, signal);
  const spacing = Float64Array.from(
    { length: train.to },
    (_, row) => nearby.nearest(row, train, 1)[0].distance,
  );
  // Where most rows have copies, the others tell how far apart rows are.
  const limit =
    NEAR_DUPLICATE_THRESHOLD *
    (medianOf(spacing) || medianOf(spacing.filter(d => d > 0)));

  const stays = new Set<number>();
  return synthetic.labels.map((label, i): DropReason | undefined => {
    const row = made.from + i;
    const isNear = (of: Kind) => nearby.within(row, of, limit).length > 0;
    if (isNear(tested)) return 'near-held-out';
    const twins = nearby.within(row, made, limit);
    if (isNear(train) || twins.some(twin => stays.has(twin.row)))
      return 'near-duplicate';
    const around = nearby.nearest(row, train, SURROUNDING);
    const isOther = around.map(near => training.labels[near.row] !== label);
    const voters = isOther.slice(0, VOTERS);
    if (isOther.every(Boolean)) return 'noise';
    if (voters.filter(Boolean).length * 2 > voters.length)
      return 'across-boundary';
    const [{ row: closest, distance }] = around;
    if (isOther[0] && distance < spacing[closest]) return 'tomek-link';
    stays.add(row);
    return undefined;
  });
}

/** Kinds that stand one after the other, by how many there are of each. */
function kindsOf(counts: readonly number[]): Kind[] {
  let to = 0;
  return counts.map(count => ({ from: to, to: (to += count) }));
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
