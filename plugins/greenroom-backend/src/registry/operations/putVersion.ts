import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import {
  isStale,
  type Version,
  type VersionFacts,
  type VersionRow,
} from '../Asset';

/**
 * The version of an asset with this content, made where there is none. One
 * that is there keeps its id, which it may have from before a rename; and so
 * does one that an engine of before read, whose digest was another: runs,
 * proposals and links name it.
 */
export async function putVersion(
  knex: Knex,
  version: {
    readonly assetId: string;
    readonly digest: string;
    readonly facts: VersionFacts;
    readonly pushed: boolean;
    /** Of the revisions that have this content, as it was read before. */
    readonly replaces?: string;
  },
): Promise<string> {
  const { assetId, digest } = version;
  const facts = JSON.stringify(version.facts);
  const where = { asset_id: assetId, digest };
  const known = await knex<VersionRow>('versions').where(where).first();
  const before =
    !known && version.replaces
      ? await knex<VersionRow>('versions')
          .where({ id: version.replaces, asset_id: assetId })
          .first()
      : undefined;
  const old = known ?? before;
  if (old && isStale({ facts: JSON.parse(old.facts) } as Version)) {
    await knex('versions').where({ id: old.id }).update({ digest, facts });
    return old.id;
  }
  if (known) return known.id;
  await knex('versions')
    .insert({
      id: versionId(assetId, digest),
      ...where,
      facts,
      pushed: version.pushed,
      created_at: Date.now(),
    })
    // Two revisions with one content were read at the same time.
    .onConflict(['asset_id', 'digest'])
    .ignore();
  const made = await knex<VersionRow>('versions').where(where).first();
  return made!.id;
}

export function versionId(assetId: string, digest: string): string {
  return createHash('sha256')
    .update(`${assetId}\n${digest}`)
    .digest('hex')
    .slice(0, 16);
}
