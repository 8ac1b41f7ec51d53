import type { Knex } from 'knex';
import type { AssetRow } from '../Asset';

/**
 * Tells each asset which others claim the same entity. The one that was there
 * by its id first in order holds the entity, on every replica and in every
 * order of syncs.
 *
 * @returns ids of the assets for which it changed
 */
export async function markDuplicates(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<string[]> {
  const rows = await knex<AssetRow>('assets')
    .whereIn('entity_ref', [...new Set(entityRefs)])
    .select('id', 'entity_ref', 'duplicates')
    .orderBy('id');
  const claims = new Map<string, string[]>();
  for (const { entity_ref: ref, id } of rows) {
    claims.set(ref, [...(claims.get(ref) ?? []), id]);
  }
  const changed: string[] = [];
  for (const row of rows) {
    const namesakes = claims.get(row.entity_ref)!.filter(id => id !== row.id);
    const duplicates = namesakes.length > 0 ? JSON.stringify(namesakes) : null;
    if (duplicates === row.duplicates) continue;
    await knex('assets').where({ id: row.id }).update({ duplicates });
    changed.push(row.id);
  }
  return changed;
}
