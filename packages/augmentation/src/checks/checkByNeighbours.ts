import { nearLimit } from '../nearby/nearLimit';
import { joined, type Kind, kindsOf, RowsNearby } from '../nearby/RowsNearby';
import { turnsOf } from '../turnsOf';
import type { DropReason } from './DropReason';

/** Neighbours that are asked: three vote on the class (Wilson 1972), five tell noise (Han, Wang and Mao 2005). */
export const VOTERS = 3;
export const SURROUNDING = 5;
/** How far apart rows are is told by so many of them: their median to about a hundredth. */
const SPACING_ROWS = 2_000;

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
 * @throws RangeError naming row and column of what is no finite number, or where there are no columns
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
  const nearby = new RowsNearby(points, columns);
  const limit = nearLimit(nearby, train, SPACING_ROWS);
  const turn = turnsOf(signal);

  const stays = new Set<number>();
  const reasonOf = (row: number, label: string): DropReason | undefined => {
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
    if (!isOther[0]) return undefined;
    const [{ row: closest, distance }] = around;
    const [spacing] = nearby.nearest(closest, train, 1);
    return spacing && spacing.distance <= distance ? undefined : 'tomek-link';
  };
  const reasons: (DropReason | undefined)[] = [];
  for (const [i, label] of synthetic.labels.entries()) {
    await turn();
    const row = made.from + i;
    const reason = reasonOf(row, label);
    if (reason === undefined) stays.add(row);
    reasons.push(reason);
  }
  return reasons;
}
