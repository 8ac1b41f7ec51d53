import type { Commit } from '@greenroom/backstage-plugin-greenroom-common';
import type { LineageNode } from '@greenroom/governance';
import type { Manifest } from '@greenroom/manifest';
import type { Asset, RevisionRow } from '../../registry/Asset';
import { versionNodeId } from './nodeIds';

/** A commit of an asset whose content is known. */
export type ReadRevision = {
  readonly versionId: string;
  readonly commit: Commit;
  readonly manifest: Manifest;
  /** A force-push took it away. */
  readonly isOrphaned: boolean;
};

/** A version with all revisions that have its content, oldest first. */
export type VersionHistory = {
  readonly node: LineageNode;
  readonly versionId: string;
  readonly revisions: readonly ReadRevision[];
};

/** Revisions whose content is known, oldest first. */
export function readRevisions(rows: readonly RevisionRow[]): ReadRevision[] {
  return [...rows]
    .sort((a, b) => a.ordinal - b.ordinal)
    .flatMap(row =>
      row.version_id === null
        ? []
        : [
            {
              versionId: row.version_id,
              commit: JSON.parse(row.details) as Commit,
              manifest: JSON.parse(row.manifest) as Manifest,
              isOrphaned: Boolean(row.orphaned),
            },
          ],
    );
}

/** Versions of an asset by their first revision, oldest first. */
export function versionHistories(
  asset: Pick<Asset, 'kind' | 'name'>,
  revisions: readonly ReadRevision[],
): VersionHistory[] {
  const byVersion = new Map<string, ReadRevision[]>();
  for (const revision of revisions) {
    const known = byVersion.get(revision.versionId);
    if (known) known.push(revision);
    else byVersion.set(revision.versionId, [revision]);
  }
  return [...byVersion].map(([versionId, all]) => ({
    versionId,
    revisions: all,
    node: {
      id: versionNodeId(versionId),
      kind: asset.kind,
      name: asset.name,
      version: all.findLast(({ manifest }) => manifest.version)?.manifest
        .version,
      commit: all[0].commit.sha,
      commits: all.map(({ commit }) => commit.sha),
      since: timeOf(all[0].commit),
    },
  }));
}

/** Milliseconds since 1970. */
export function timeOf({ date }: Commit): number {
  const time = Date.parse(date);
  return Number.isNaN(time) ? 0 : time;
}
