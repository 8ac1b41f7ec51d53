import type { Knex } from 'knex';
import type { PermissionedAsset } from './assetResource';

type Row = {
  id: string;
  kind: 'dataset' | 'model';
  owner: string;
  repository: string;
  system: string | null;
};

/** What rules look at, in the order of the ids; undefined where there is no such asset. */
export async function loadPermissionedAssets(
  knex: Knex,
  assetIds: readonly string[],
): Promise<(PermissionedAsset | undefined)[]> {
  const rows = await knex<Row>('assets')
    .whereIn('id', [...assetIds])
    .select('id', 'kind', 'owner', 'repository', 'system');
  const traits: { asset_id: string; trait: string }[] = await knex(
    'asset_traits',
  ).whereIn('asset_id', [...assetIds]);
  const byId = new Map(
    rows.map(row => [
      row.id,
      {
        ...row,
        system: row.system ?? '',
        traits: new Set(
          traits.flatMap(({ asset_id, trait }) =>
            asset_id === row.id ? [trait] : [],
          ),
        ),
      },
    ]),
  );
  return assetIds.map(id => byId.get(id));
}
