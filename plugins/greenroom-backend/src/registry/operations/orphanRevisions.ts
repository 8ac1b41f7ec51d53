import type { Knex } from 'knex';

/** After a force-push: the commits it dropped are no longer of the branch, the ones it brought back are. */
export async function orphanRevisions(
  knex: Knex,
  assetIds: readonly string[],
  moved: { dropped: readonly string[]; back: readonly string[] },
): Promise<void> {
  for (const [commits, orphaned] of [
    [moved.dropped, true],
    [moved.back, false],
  ] as const) {
    if (commits.length === 0) continue;
    await knex('revisions')
      .whereIn('asset_id', [...assetIds])
      .whereIn('commit', [...commits])
      .update({ orphaned });
  }
}
