import type { Manifest } from '@greenroom/manifest';
import type { Knex } from 'knex';
import type { RevisionRow } from '../Asset';

export type LastRevision = {
  /** Of the newest of all, also where a force-push took it away. */
  readonly ordinal: number;
  readonly manifest: Manifest;
  readonly files: Readonly<Record<string, string>>;
};

/** The newest revision that is on the branch, by asset. */
export async function lastRevisions(
  knex: Knex,
  assetIds: readonly string[],
): Promise<Map<string, LastRevision>> {
  const lasts: { asset_id: string; ordinal: number }[] = await knex('revisions')
    .whereIn('asset_id', [...assetIds])
    .groupBy('asset_id')
    .select('asset_id')
    .max({ ordinal: 'ordinal' });
  if (lasts.length === 0) return new Map();
  const heads = new Map(
    (
      await newestOnBranch(
        knex,
        lasts.map(({ asset_id }) => asset_id),
      )
    ).map(row => [row.asset_id, row]),
  );
  return new Map(
    lasts.map(({ asset_id, ordinal }) => {
      const head = heads.get(asset_id);
      return [
        asset_id,
        {
          ordinal,
          // Nothing on the branch looks like what a force-push took away.
          manifest: head ? JSON.parse(head.manifest) : ({} as Manifest),
          files: head ? JSON.parse(head.files) : {},
        },
      ];
    }),
  );
}

/** The newest revision on the branch of each asset. */
export async function newestOnBranch(
  knex: Knex,
  assetIds: readonly string[],
): Promise<RevisionRow[]> {
  const newest = knex('revisions')
    .whereIn('asset_id', [...assetIds])
    .where({ orphaned: false })
    .groupBy('asset_id')
    .select('asset_id')
    .max({ ordinal: 'ordinal' })
    .as('newest');
  return knex<RevisionRow>('revisions')
    .join(newest, same =>
      same
        .on('newest.asset_id', 'revisions.asset_id')
        .on('newest.ordinal', 'revisions.ordinal'),
    )
    .where('revisions.orphaned', false)
    .select('revisions.*');
}
