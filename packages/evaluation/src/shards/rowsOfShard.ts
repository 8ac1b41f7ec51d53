import { CHUNK_ROWS, type RowRange } from '../readSplit';

/** One of several shares of a split's rows. */
export type Shard = { readonly index: number; readonly of: number };

/**
 * The rows of a shard: whole chunks, so that a runtime is given the batches that
 * it would be given of the whole, and as even as chunks let them be. Shards in
 * order are the split; of more shards than chunks some have no rows.
 *
 * @param rows - of the split
 */
export function rowsOfShard(rows: number, { index, of }: Shard): RowRange {
  const chunks = Math.ceil(rows / CHUNK_ROWS);
  const startOf = (shard: number) =>
    Math.min(rows, Math.floor((shard * chunks) / of) * CHUNK_ROWS);
  return { from: startOf(index), to: startOf(index + 1) };
}
