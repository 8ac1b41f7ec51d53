import type { Manifest } from '@greenroom/manifest';
import type { Knex } from 'knex';
import { inPages } from '../database/inPages';
import { traitsOf } from './assetTraits';

/** Rows of two values each: below what either database takes in one statement. */
const ROWS_AT_A_TIME = 400;

/** Writes down what rules ask of manifests, by asset, in place of what was there. */
export async function putTraits(
  trx: Knex,
  manifests: ReadonlyMap<string, Manifest>,
): Promise<void> {
  await trx('asset_traits')
    .whereIn('asset_id', [...manifests.keys()])
    .delete();
  const rows = [...manifests].flatMap(([assetId, manifest]) =>
    traitsOf(manifest).map(trait => ({ asset_id: assetId, trait })),
  );
  for (const page of inPages(rows, ROWS_AT_A_TIME))
    await trx('asset_traits')
      .insert(page)
      // Two replicas read the same push.
      .onConflict(['asset_id', 'trait'])
      .ignore();
}
