import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inPages } from '../../database/inPages';
import { writeTogether } from '../../database/writeTogether';
import {
  isStale,
  type RevisionRow,
  type Version,
  type VersionFacts,
  type VersionRow,
} from '../Asset';

/** What bytes of an asset were read to be. */
export type ReadContent = {
  readonly assetId: string;
  readonly byteDigest: string;
  readonly digest: string;
  readonly facts: VersionFacts;
};

type Revision = Pick<
  RevisionRow,
  'asset_id' | 'byte_digest' | 'version_id' | 'pushed'
>;

/** Rows of six values each: below what either database takes in one statement. */
const ROWS_AT_A_TIME = 100;

/**
 * All revisions with these bytes have this content: one version, made where
 * there is none, however often it is asked. One that is there keeps its id,
 * which it may have from before a rename; and so does one that an engine of
 * before read, whose digest was another: runs, proposals and links name it.
 *
 * @returns ids of the versions, in the order of what was read
 */
export async function attachVersions(
  knex: Knex,
  contents: readonly ReadContent[],
): Promise<string[]> {
  const ids = new Map<string, string>();
  for (const page of inPages(contents, ROWS_AT_A_TIME))
    await writeTogether(knex, page, async (trx, some) => {
      const firsts = await firstRevisions(trx, some);
      const known = await knownVersions(trx, some, [...firsts.values()]);
      const versions = await putVersions(
        trx,
        some,
        decide(some, firsts, known),
      );
      const attached = some.map(
        content => versions.get(contentOf(content))!.id,
      );
      await pointRevisions(trx, some, attached);
      some.forEach((content, i) => ids.set(bytesOf(content), attached[i]));
    });
  return contents.map(content => ids.get(bytesOf(content))!);
}

type Known = {
  readonly byContent: ReadonlyMap<string, VersionRow>;
  readonly byId: ReadonlyMap<string, VersionRow>;
};

/** Which versions have another content by the engine of now, and which are to be made. */
function decide(
  contents: readonly ReadContent[],
  firsts: ReadonlyMap<string, Revision>,
  known: Known,
): { renewed: VersionRow[]; fresh: VersionRow[] } {
  const byContent = new Map(known.byContent);
  const renewed = new Map<string, VersionRow>();
  const fresh: VersionRow[] = [];
  for (const content of contents) {
    const { assetId, digest } = content;
    const first = firsts.get(bytesOf(content));
    const replaced = known.byId.get(first?.version_id ?? '');
    const same = byContent.get(contentOf(content));
    // What was renewed just now is of this engine.
    const old = same ?? (replaced && !renewed.has(replaced.id) && replaced);
    const facts = JSON.stringify(content.facts);
    if (old && isStale({ facts: JSON.parse(old.facts) } as Version)) {
      const row = { ...old, digest, facts };
      renewed.set(row.id, row);
      byContent.set(contentOf(content), row);
    } else if (!same) {
      const row = {
        id: versionId(assetId, digest),
        asset_id: assetId,
        digest,
        facts,
        pushed: Boolean(first?.pushed),
        created_at: Date.now(),
      };
      fresh.push(row);
      byContent.set(contentOf(content), row);
    }
  }
  return { renewed: [...renewed.values()], fresh };
}

/** @returns by content, as they are afterwards */
async function putVersions(
  trx: Knex.Transaction,
  contents: readonly ReadContent[],
  { renewed, fresh }: { renewed: VersionRow[]; fresh: VersionRow[] },
): Promise<ReadonlyMap<string, VersionRow>> {
  for (const { id, digest, facts } of renewed)
    await trx('versions').where({ id }).update({ digest, facts });
  if (fresh.length > 0)
    await trx('versions')
      .insert(fresh)
      // Two revisions with one content were read at the same time.
      .onConflict(['asset_id', 'digest'])
      .ignore();
  return (await knownVersions(trx, contents, [])).byContent;
}

/** The oldest revision of each asset and bytes. */
async function firstRevisions(
  trx: Knex.Transaction,
  contents: readonly ReadContent[],
): Promise<ReadonlyMap<string, Revision>> {
  // The first of them is the last to be told.
  const rows: Revision[] = await trx('revisions')
    .whereIn('asset_id', [...new Set(contents.map(({ assetId }) => assetId))])
    .whereIn('byte_digest', [
      ...new Set(contents.map(({ byteDigest }) => byteDigest)),
    ])
    .orderBy('ordinal', 'desc')
    .select('asset_id', 'byte_digest', 'version_id', 'pushed');
  return new Map(
    rows.map(row => [
      bytesOf({ assetId: row.asset_id, byteDigest: row.byte_digest }),
      row,
    ]),
  );
}

/** Versions that have one of these contents, or that one of these revisions has. */
async function knownVersions(
  trx: Knex.Transaction,
  contents: readonly ReadContent[],
  revisions: readonly Revision[],
): Promise<Known> {
  const assetIds = [...new Set(contents.map(({ assetId }) => assetId))];
  const rows = await trx<VersionRow>('versions')
    .whereIn('asset_id', assetIds)
    .where(either =>
      either
        .whereIn('digest', [...new Set(contents.map(({ digest }) => digest))])
        .orWhereIn('id', [
          ...new Set(revisions.flatMap(({ version_id }) => version_id ?? [])),
        ]),
    );
  return {
    byContent: new Map(
      rows.map(row => [
        contentOf({ assetId: row.asset_id, digest: row.digest }),
        row,
      ]),
    ),
    byId: new Map(rows.map(row => [row.id, row])),
  };
}

async function pointRevisions(
  trx: Knex.Transaction,
  contents: readonly ReadContent[],
  ids: readonly string[],
): Promise<void> {
  const values = contents.map(() => '(?, ?, ?)').join(', ');
  await trx.raw(
    `WITH attached (asset_id, byte_digest, version_id) AS (VALUES ${values})
     UPDATE revisions SET version_id = attached.version_id
       FROM attached
      WHERE revisions.asset_id = attached.asset_id
        AND revisions.byte_digest = attached.byte_digest`,
    contents.flatMap(({ assetId, byteDigest }, i) => [
      assetId,
      byteDigest,
      ids[i],
    ]),
  );
}

function bytesOf({
  assetId,
  byteDigest,
}: Pick<ReadContent, 'assetId' | 'byteDigest'>): string {
  return `${assetId}\n${byteDigest}`;
}

function contentOf({
  assetId,
  digest,
}: Pick<ReadContent, 'assetId' | 'digest'>): string {
  return `${assetId}\n${digest}`;
}

export function versionId(assetId: string, digest: string): string {
  return createHash('sha256')
    .update(`${assetId}\n${digest}`)
    .digest('hex')
    .slice(0, 16);
}
