import type {
  Commit,
  FileProblem,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Manifest } from '@greenroom/manifest';
import type { Knex } from 'knex';
import { inPages } from '../../database/inPages';
import type { RevisionRow } from '../Asset';

export type NewRevision = {
  readonly assetId: string;
  readonly commit: Commit;
  readonly ordinal: number;
  readonly manifest: Manifest;
  readonly files: Readonly<Record<string, string>>;
  readonly byteDigest: string;
  /** Arrived after the asset was first synced. */
  readonly pushed: boolean;
  readonly problems: readonly FileProblem[];
};

/** Rows of a dozen values each, with whole manifests: below what either database takes in one statement. */
const ROWS_AT_A_TIME = 50;

/** Adds revisions, one a commit of an asset; one that a force-push took away and that is back is on the branch again. */
export async function addRevisions(
  knex: Knex,
  revisions: readonly NewRevision[],
): Promise<void> {
  for (const page of inPages(revisions, ROWS_AT_A_TIME)) {
    const versions = await versionsOfBytes(knex, page);
    await knex('revisions')
      .insert(
        page.map(revision => ({
          asset_id: revision.assetId,
          commit: revision.commit.sha,
          ordinal: revision.ordinal,
          details: JSON.stringify(revision.commit),
          manifest: JSON.stringify(revision.manifest),
          files: JSON.stringify(revision.files),
          byte_digest: revision.byteDigest,
          version_id: versions.get(bytesOf(revision)) ?? null,
          pushed: revision.pushed,
          problems: JSON.stringify(revision.problems),
          orphaned: false,
        })),
      )
      .onConflict(['asset_id', 'commit'])
      .merge(['orphaned', 'ordinal']);
  }
}

/** Versions of assets whose bytes were read before. */
async function versionsOfBytes(
  knex: Knex,
  revisions: readonly NewRevision[],
): Promise<ReadonlyMap<string, string>> {
  const rows: Pick<RevisionRow, 'asset_id' | 'byte_digest' | 'version_id'>[] =
    await knex<RevisionRow>('revisions')
      .whereIn('asset_id', [
        ...new Set(revisions.map(({ assetId }) => assetId)),
      ])
      .whereIn('byte_digest', [
        ...new Set(revisions.map(({ byteDigest }) => byteDigest)),
      ])
      .whereNotNull('version_id')
      .select('asset_id', 'byte_digest', 'version_id');
  return new Map(
    rows.map(
      ({ asset_id: assetId, byte_digest: byteDigest, version_id: id }) => [
        bytesOf({ assetId, byteDigest }),
        id!,
      ],
    ),
  );
}

function bytesOf({
  assetId,
  byteDigest,
}: Pick<NewRevision, 'assetId' | 'byteDigest'>): string {
  return `${assetId}\n${byteDigest}`;
}
