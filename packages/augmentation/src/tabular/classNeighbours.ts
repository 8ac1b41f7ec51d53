import { RowsNearby } from '../nearby/RowsNearby';
import type { TrainingRows } from '../TrainingRows';
import { turnsOf } from '../turnsOf';
import { MixedSpace, trainingPoints } from './MixedSpace';

/** The nearest rows of the same class, for each row that is asked for. */
export type ClassNeighbours = ReadonlyMap<number, readonly number[]>;

/**
 * @param members - training rows, all of one class
 * @param k - neighbours of each; fewer where the class has no more
 * @returns by row, the nearest first, ties by the order of rows
 * @throws RangeError where there are fewer than two, or nothing tells rows apart
 */
export async function classNeighbours(
  rows: TrainingRows,
  members: readonly number[],
  k: number,
  signal?: AbortSignal,
): Promise<ClassNeighbours> {
  if (members.length < 2)
    throw new RangeError(
      `Only ${members.length} row to make others from; neighbours need two. Collect more, or choose a recipe that changes single rows, such as jitter.`,
    );
  const space = new MixedSpace(rows);
  const nearby = new RowsNearby(
    trainingPoints(space, rows, members),
    space.width,
  );
  const all = { from: 0, to: members.length };
  const turn = turnsOf(signal);
  const found = new Map<number, readonly number[]>();
  for (const [i, row] of members.entries()) {
    await turn();
    found.set(
      row,
      nearby.nearest(i, all, k).map(near => members[near.row]),
    );
  }
  return found;
}
