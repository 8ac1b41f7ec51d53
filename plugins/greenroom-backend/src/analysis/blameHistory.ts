import { createHash } from 'node:crypto';
import type { Commit } from '@greenroom/backstage-plugin-greenroom-common';
import type { DatasetManifest, TabularDataset } from '@greenroom/manifest';
import { isRead, type Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';

/** A revision as blame sees it: its commit, and its rows where they could be read. */
export type HistoryEntry = {
  readonly commit: Commit;
  readonly version?: {
    readonly id: string;
    readonly digest: string;
    readonly tableArtifact: string;
    /** Declared types: how cells are compared. */
    readonly columns: NonNullable<TabularDataset['columns']>;
  };
};

/** The revisions of a data set up to the newest one with this content, oldest first. */
export async function blameHistory(
  assets: AssetStore,
  version: Pick<Version, 'id' | 'assetId'>,
): Promise<HistoryEntry[]> {
  const versions = new Map(
    (await assets.listVersions(version.assetId)).map(each => [each.id, each]),
  );
  const revisions = [
    ...(await assets.listRevisionsOfVersions([...versions.keys()])),
    ...(await assets.listRevisionsWithoutVersion([version.assetId])),
  ].sort((a, b) => a.ordinal - b.ordinal);
  const end = revisions.findLastIndex(
    ({ version_id: id }) => id === version.id,
  );
  return revisions.slice(0, end + 1).map(revision => {
    const found =
      revision.version_id === null
        ? undefined
        : versions.get(revision.version_id);
    return {
      commit: JSON.parse(revision.details) as Commit,
      ...(found && isRead(found)
        ? {
            version: {
              id: found.id,
              digest: found.digest,
              tableArtifact: found.facts.tableArtifact!,
              columns: (found.manifest as DatasetManifest).columns ?? [],
            },
          }
        : {}),
    };
  });
}

/** What a blame of these revisions by this key depends on. */
export function historyDigest(
  history: readonly HistoryEntry[],
  key: string,
): string {
  const parts = history.map(({ commit, version }) => [
    commit.sha,
    version?.digest ?? null,
    (version?.columns ?? []).map(({ name, type }) => [name, type]),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([key, parts]))
    .digest('hex');
}
