import { PassAccumulator, PassKind, PassQuestion, startPass } from './passes';
import { PredictionRows, Predictions } from './PredictionRows';

/** Values that are read at a time: 4 MB, which stay in a processor's cache. */
const CHUNK_VALUES = 512 * 1024;

/** Rows that belong together because one thread looks at them. */
export type Shard = {
  readonly firstRow: number;
  readonly labels: Int32Array;
  readonly classes: number;
};

/** One pass over the rows of a shard. */
export type ShardTask<Kind extends PassKind = PassKind> = {
  readonly kind: Kind;
  readonly question: PassQuestion<Kind>;
  readonly predictions: Predictions;
};

export type ShardResult<Kind extends PassKind> = {
  readonly accumulator: PassAccumulator<Kind>;
  readonly renormalised: number;
};

/**
 * Begins a pass over a shard; every step of the generator is one chunk and says
 * how many rows it had, so that the caller can stop in between.
 *
 * @throws RangeError, UsageError naming row and column of what cannot be used
 */
export function* passOver<Kind extends PassKind>(
  shard: Shard,
  task: ShardTask<Kind>,
): Generator<number, ShardResult<Kind>> {
  const { firstRow, labels, classes } = shard;
  const accumulator = startPass(task.kind, task.question);
  const rows = new PredictionRows(task.predictions);
  const step = Math.max(1, Math.floor(CHUNK_VALUES / classes));
  try {
    for (let at = 0; at < labels.length; at += step) {
      const part = labels.subarray(at, at + step);
      accumulator.addChunk(rows.chunk(firstRow + at, part, classes));
      yield part.length;
    }
    return { accumulator, renormalised: rows.renormalised };
  } finally {
    rows.close();
  }
}
