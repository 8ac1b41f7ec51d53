import type { HealthStatus } from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import { type AssetScope, whereInScope } from '../../permissions/AssetScope';
import { assetGroupId } from '../statements/nodeIds';

/** An asset that has versions in the lineage, as far as a picture of all of them shows it. */
export type LineageAsset = {
  /** Number of the node that its versions collapse into. */
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly kind: 'dataset' | 'model';
  /** Entity reference. */
  readonly owner: string;
  readonly system?: string;
  readonly health: HealthStatus;
};

/** Those in a scope, by name; manifests are not read for it. */
export async function assetsOfLineage(
  knex: Knex,
  scope: AssetScope,
): Promise<LineageAsset[]> {
  const rows: (Omit<LineageAsset, 'system'> & { system: string | null })[] =
    await whereInScope(knex('assets'), scope)
      .join('lineage_nodes as groups', join =>
        join.on('groups.id', knex.raw(`? || assets.id`, [assetGroupId('')])),
      )
      .orderBy([{ column: 'assets.name' }, { column: 'assets.id' }])
      .select(
        'groups.number as number',
        'assets.id as id',
        'assets.name as name',
        'assets.kind as kind',
        'assets.owner as owner',
        'assets.system as system',
        'assets.health_status as health',
      );
  return rows.map(({ system, ...row }) => ({
    ...row,
    system: system ?? undefined,
  }));
}

/** Assets with versions in the lineage, whoever asks. */
export async function countAssetsOfLineage(knex: Knex): Promise<number> {
  const [{ n }] = await knex('assets')
    .join('lineage_nodes as groups', join =>
      join.on('groups.id', knex.raw(`? || assets.id`, [assetGroupId('')])),
    )
    .count({ n: '*' });
  return Number(n);
}
