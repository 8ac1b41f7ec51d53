import type { Manifest } from '@greenroom/manifest';
import type { Knex } from 'knex';
import { traitsOf } from './assetTraits';

/** Writes down what rules ask of a manifest, in place of what was there. */
export async function putTraits(
  knex: Knex,
  assetId: string,
  manifest: Manifest,
): Promise<void> {
  const traits = traitsOf(manifest);
  await knex.transaction(async trx => {
    await trx('asset_traits').where({ asset_id: assetId }).delete();
    if (traits.length > 0)
      await trx('asset_traits')
        .insert(traits.map(trait => ({ asset_id: assetId, trait })))
        // Two replicas read the same push.
        .onConflict(['asset_id', 'trait'])
        .ignore();
  });
}
