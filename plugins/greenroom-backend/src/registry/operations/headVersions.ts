import type { Knex } from 'knex';
import type { RevisionRow, Version, VersionRow } from '../Asset';
import { toVersion } from '../assetRows';
import { newestOnBranch } from './lastRevisions';

/** The version of the newest revision of each asset; none while that is still being read. */
export async function headVersions(
  knex: Knex,
  assetIds: readonly string[],
): Promise<Map<string, Version>> {
  const heads = await newestOnBranch(knex, assetIds);
  const versions = new Map(
    (
      await versionsById(
        knex,
        heads.flatMap(({ version_id }) => version_id ?? []),
      )
    ).map(version => [version.id, version]),
  );
  return new Map(
    heads.flatMap(({ asset_id, version_id }) => {
      const version =
        version_id === null ? undefined : versions.get(version_id);
      return version ? [[asset_id, version]] : [];
    }),
  );
}

export async function versionsById(
  knex: Knex,
  ids: readonly string[],
): Promise<Version[]> {
  if (ids.length === 0) return [];
  const rows = await knex<VersionRow>('versions').whereIn('id', [...ids]);
  const revisions = await knex<RevisionRow>('revisions')
    .whereIn('version_id', [...ids])
    .orderBy('ordinal');
  return rows.flatMap(
    row =>
      toVersion(
        row,
        revisions.filter(({ version_id }) => version_id === row.id),
      ) ?? [],
  );
}
