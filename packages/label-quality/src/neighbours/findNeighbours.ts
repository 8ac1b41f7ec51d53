import { NeighbourAccumulator, tilesOf } from './NeighbourAccumulator';
import { NeighbourGraph, neighbourGraph } from './NeighbourGraph';
import { Metric, preparePoints } from './preparePoints';

/** As many as cleanlab's default. */
export const DEFAULT_NEIGHBOURS = 10;
/** So long the thread is kept before others have their turn. */
const TURN_MILLIS = 50;

/**
 * The nearest rows of each row, in this thread. Where there are many rows, share
 * `tilesOf` over threads, each with a `NeighbourAccumulator`, and merge.
 *
 * @param question.features - n x columns, row-major
 * @throws RangeError naming row and column of a value that cannot be used; the signal's reason once it is aborted
 */
export async function findNeighbours(question: {
  readonly features: Float64Array | Float32Array;
  readonly columns: number;
  readonly metric?: Metric;
  readonly order?: Int32Array;
  readonly k?: number;
  readonly signal?: AbortSignal;
}): Promise<NeighbourGraph> {
  const { k = DEFAULT_NEIGHBOURS, signal } = question;
  const points = preparePoints(question);
  const accumulator = new NeighbourAccumulator(points, k);
  let turn = performance.now();
  for (const tile of tilesOf(points)) {
    signal?.throwIfAborted();
    accumulator.addTile(tile);
    if (performance.now() - turn < TURN_MILLIS) continue;
    await new Promise(resolve => setTimeout(resolve));
    turn = performance.now();
  }
  signal?.throwIfAborted();
  return neighbourGraph(points, accumulator.finish(), k);
}
