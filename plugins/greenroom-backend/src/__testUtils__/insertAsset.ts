import type { Knex } from 'knex';

/** A row of an asset of which only its id and its owner matter. */
export async function insertAsset(
  knex: Knex,
  { id, owner }: { id: string; owner: string },
): Promise<void> {
  await knex('assets').insert({
    id,
    owner,
    kind: 'dataset',
    name: id,
    source_id: 's',
    repository: 'acme/data',
    path: 'greenroom.yaml',
    entity_ref: `resource:default/${id}`,
    manifest: '{}',
    sync_status: 'Synced',
    sync_reason: '',
    problems: '[]',
    health_status: 'Healthy',
    health_reason: '',
    attention: 0,
    search: '',
  });
}
