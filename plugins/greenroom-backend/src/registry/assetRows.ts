import type { Difference } from '@greenroom/backstage-plugin-greenroom-common';
import type {
  Asset,
  AssetRow,
  RevisionRow,
  Version,
  VersionRow,
} from './Asset';

/** An asset as its row has it. */
export function toAsset(row: AssetRow): Asset {
  const drift: Difference[] = JSON.parse(row.drift ?? '[]');
  const paths: string[] = JSON.parse(row.paths ?? '[]');
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    sourceId: row.source_id,
    repository: row.repository,
    path: row.path,
    entityRef: row.entity_ref,
    adopted: Boolean(row.adopted),
    owner: row.owner,
    manifest: JSON.parse(row.manifest),
    card: row.card ?? undefined,
    headCommit: row.head_commit ?? undefined,
    sync: syncOf(row, drift),
    health: { status: row.health_status, reason: row.health_reason },
    problems: JSON.parse(row.problems),
    folder: row.folder ?? '',
    paths: paths.length > 0 ? paths : [row.path],
    system: row.system ?? undefined,
    registration: row.stages === null ? undefined : JSON.parse(row.stages),
    warnings: JSON.parse(row.warnings ?? '[]'),
    drift,
    duplicates: JSON.parse(row.duplicates ?? '[]'),
    retain: Boolean(row.retain),
    archived: Boolean(row.archived),
  };
}

/** A version with the revisions that have it, oldest first; undefined where no revision has it any more. */
export function toVersion(
  row: VersionRow,
  revisions: readonly RevisionRow[],
): Version | undefined {
  const [first] = revisions;
  if (!first) return undefined;
  return {
    id: row.id,
    assetId: row.asset_id,
    digest: row.digest,
    facts: JSON.parse(row.facts),
    pushed: Boolean(row.pushed),
    commit: JSON.parse(first.details),
    commits: revisions.map(revision => revision.commit),
    ordinal: first.ordinal,
    manifest: JSON.parse(first.manifest),
    files: JSON.parse(first.files),
  };
}

/** Drift is seen as sync status where git itself was read without problems. */
function syncOf(row: AssetRow, drift: readonly Difference[]): Asset['sync'] {
  const [first] = drift;
  const isDrifted = row.sync_status === 'Synced' && first !== undefined;
  const more = drift.length > 1 ? ` (and ${drift.length - 1} more)` : '';
  return {
    status: isDrifted ? 'OutOfSync' : row.sync_status,
    reason: isDrifted ? `${first.message}${more}` : row.sync_reason,
    commit: row.sync_commit ?? undefined,
    at:
      row.synced_at === null
        ? undefined
        : new Date(Number(row.synced_at)).toISOString(),
  };
}
