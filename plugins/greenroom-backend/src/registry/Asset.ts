import type {
  Commit,
  Difference,
  FileProblem,
  HealthStatus,
  Registration,
  SyncStatus,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Manifest } from '@greenroom/manifest';

/** What a version of a data set or a model is, as far as it is known. */
export type VersionFacts = {
  semver?: string;
  rows?: number;
  splits?: Record<string, number>;
  columns?: { name: string; type: string }[];
  /** The whole table, side tables joined in, as our own Parquet artifact: a snapshot. */
  tableArtifact?: string;
  /** What the table is, column by column: a JSON artifact. */
  profileArtifact?: string;
  /** `CONTENT_VERSION` of the engine that read it. */
  contentVersion?: number;
};

/**
 * How content is read, digested and kept. Raise it when the same bytes would
 * have another digest, snapshot or profile: they are then read again.
 */
export const CONTENT_VERSION = 2;

export type AssetRow = {
  id: string;
  kind: 'dataset' | 'model';
  name: string;
  source_id: string;
  repository: string;
  path: string;
  entity_ref: string;
  adopted: boolean | number;
  owner: string;
  manifest: string;
  card: string | null;
  head_commit: string | null;
  sync_status: SyncStatus;
  sync_reason: string;
  sync_commit: string | null;
  synced_at: number | string | null;
  problems: string;
  health_status: HealthStatus;
  health_reason: string;
  attention: number;
  search: string;
  folder: string | null;
  paths: string | null;
  system: string | null;
  stages: string | null;
  warnings: string | null;
  drift: string | null;
  duplicates: string | null;
  retain: boolean | number;
  archived: boolean | number;
};

export type VersionRow = {
  id: string;
  asset_id: string;
  digest: string;
  facts: string;
  pushed: boolean | number;
  created_at: number | string;
};

export type RevisionRow = {
  asset_id: string;
  commit: string;
  ordinal: number;
  details: string;
  manifest: string;
  files: string;
  byte_digest: string;
  version_id: string | null;
  pushed: boolean | number;
  problems: string;
  orphaned: boolean | number;
};

/** A version with the revision that first had its content. */
export type Version = {
  readonly id: string;
  readonly assetId: string;
  readonly digest: string;
  readonly facts: VersionFacts;
  readonly pushed: boolean;
  readonly commit: Commit;
  readonly commits: readonly string[];
  readonly ordinal: number;
  readonly manifest: Manifest;
  /** Path in the repository to git object id. */
  readonly files: Readonly<Record<string, string>>;
};

export type Asset = {
  readonly id: string;
  readonly kind: 'dataset' | 'model';
  readonly name: string;
  readonly sourceId: string;
  readonly repository: string;
  readonly path: string;
  readonly entityRef: string;
  readonly adopted: boolean;
  readonly owner: string;
  readonly manifest: Manifest;
  readonly card?: string;
  readonly headCommit?: string;
  readonly sync: {
    status: SyncStatus;
    reason: string;
    commit?: string;
    at?: string;
  };
  readonly health: { status: HealthStatus; reason: string };
  readonly problems: readonly FileProblem[];
  /** Folder of the manifests that declare it. */
  readonly folder: string;
  /** All files that declare it. */
  readonly paths: readonly string[];
  readonly system?: string;
  /** What GTO tags say of it. */
  readonly registration?: Registration;
  /** What is odd in its files, and was read all the same. */
  readonly warnings: readonly FileProblem[];
  readonly drift: readonly Difference[];
  /** Ids of other assets that claim the same entity. */
  readonly duplicates: readonly string[];
  readonly retain: boolean;
  readonly archived: boolean;
};

/** Its rows stand in a snapshot of this engine's. */
export function isRead({ facts }: Version): boolean {
  return (
    facts.tableArtifact !== undefined &&
    facts.contentVersion === CONTENT_VERSION
  );
}

/** Its rows were read by an engine of before. */
export function isStale({ facts }: Version): boolean {
  return (
    facts.tableArtifact !== undefined &&
    facts.contentVersion !== CONTENT_VERSION
  );
}
