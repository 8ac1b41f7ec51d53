/** When a run is cut, and in how many shards. */
export type ShardSettings = {
  /** Of one shard, about; a run of fewer is not cut. */
  readonly rows: number;
  /** Shards of one run. */
  readonly most: number;
};

/** In how many shards a run of so many rows is made; 1 is the whole. */
export function shardCount(
  rows: number,
  { rows: each, most }: ShardSettings,
): number {
  return Math.max(1, Math.min(most, Math.ceil(rows / each)));
}
