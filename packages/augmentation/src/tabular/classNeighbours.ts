import { findNeighbours } from '@greenroom/label-quality';
import type { TrainingRows } from '../TrainingRows';
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
): Promise<ClassNeighbours> {
  if (members.length < 2)
    throw new RangeError(
      `Only ${members.length} row to make others from; neighbours need two. Collect more, or choose a recipe that changes single rows, such as jitter.`,
    );
  const space = new MixedSpace(rows);
  if (space.width === 0)
    throw new RangeError(
      'No column of numbers or categories tells rows apart. Choose a recipe for texts or pictures.',
    );
  const all = trainingPoints(space, rows);
  const features = new Float64Array(members.length * space.width);
  members.forEach((row, i) =>
    features.set(
      all.subarray(row * space.width, (row + 1) * space.width),
      i * space.width,
    ),
  );
  const graph = await findNeighbours({
    features,
    columns: space.width,
    metric: 'euclidean',
    k,
  });
  return new Map(
    members.map((row, i) => [
      row,
      Array.from(
        graph.neighbours.subarray(i * graph.k, (i + 1) * graph.k),
        near => members[near],
      ),
    ]),
  );
}
