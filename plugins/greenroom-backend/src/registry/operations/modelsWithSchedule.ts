import type { Knex } from 'knex';
import type { AssetRow } from '../Asset';

/** Models whose evaluations say when; the database passes over the others without reading their manifests here. */
export function modelsWithSchedule(knex: Knex): Promise<AssetRow[]> {
  return knex<AssetRow>('assets')
    .where({ kind: 'model' })
    .where('manifest', 'like', '%"schedule":{%')
    .orderBy('id');
}
