import type { PolicyCheck } from '@greenroom/backstage-plugin-greenroom-common';
import type { PolicyPlace } from '@greenroom/governance';
import type { Knex } from 'knex';

/** A file of policies or waivers, as the newest commit of its repository has it. */
export type PolicyFile = {
  readonly path: string;
  readonly oid: string;
  readonly place: PolicyPlace;
  /** Absent where it is larger than what is read. */
  readonly content?: string;
  /** The last commit that touched it. */
  readonly commit: string;
  readonly author: { readonly name: string; readonly verified: boolean };
  /** The day of that commit. */
  readonly statedOn: string;
  /** On the host, at that commit. */
  readonly url: string;
  /** Bundles in its folder and below, by their path from the root: git object ids. */
  readonly bundles: Readonly<Record<string, string>>;
};

export type StoredPolicyFile = PolicyFile & {
  readonly sourceId: string;
  readonly repository: string;
};

type FileRow = {
  source_id: string;
  repository: string;
  path: string;
  oid: string;
  place: string;
  content: string | null;
  stated_commit: string;
  author: string;
  author_verified: boolean | number;
  stated_on: string;
  url: string;
  bundles: string;
};

export type StoredChecks = {
  readonly versionId: string;
  readonly assetId: string;
  readonly digest: string;
  readonly checks: readonly PolicyCheck[];
  readonly checkedAtMillis: number;
};

type ChecksRow = {
  version_id: string;
  asset_id: string;
  digest: string;
  checks: string;
  checked_at: number | string;
};

/** Files of policies, and what they say of versions. Derived: see the migration. */
export class PolicyStore {
  constructor(private readonly knex: Knex) {}

  /** In place of what was known of the repository. */
  async replaceFiles(
    sourceId: string,
    repository: string,
    files: readonly PolicyFile[],
  ): Promise<void> {
    await this.knex.transaction(async transaction => {
      await transaction('policy_files')
        .where({ source_id: sourceId, repository })
        .delete();
      // One at a time: a file may be a megabyte, and there are few.
      for (const file of files)
        await transaction('policy_files').insert(
          toRow(sourceId, repository, file),
        );
    });
  }

  async filesOf(
    sourceId: string,
    repository: string,
  ): Promise<StoredPolicyFile[]> {
    const rows = await this.knex<FileRow>('policy_files')
      .where({ source_id: sourceId, repository })
      .orderBy('path');
    return rows.map(toFile);
  }

  async checksOf(versionId: string): Promise<StoredChecks | undefined> {
    const row = await this.knex<ChecksRow>('policy_checks')
      .where({ version_id: versionId })
      .first();
    return (
      row && {
        versionId: row.version_id,
        assetId: row.asset_id,
        digest: row.digest,
        checks: JSON.parse(row.checks),
        checkedAtMillis: Number(row.checked_at),
      }
    );
  }

  async putChecks(stored: StoredChecks): Promise<void> {
    await this.knex('policy_checks')
      .insert({
        version_id: stored.versionId,
        asset_id: stored.assetId,
        digest: stored.digest,
        checks: JSON.stringify(stored.checks),
        checked_at: stored.checkedAtMillis,
      })
      .onConflict('version_id')
      .merge();
  }
}

function toRow(
  sourceId: string,
  repository: string,
  file: PolicyFile,
): FileRow {
  return {
    source_id: sourceId,
    repository,
    path: file.path,
    oid: file.oid,
    place: JSON.stringify(file.place),
    content: file.content ?? null,
    stated_commit: file.commit,
    author: file.author.name,
    author_verified: file.author.verified,
    stated_on: file.statedOn,
    url: file.url,
    bundles: JSON.stringify(file.bundles),
  };
}

function toFile(row: FileRow): StoredPolicyFile {
  return {
    sourceId: row.source_id,
    repository: row.repository,
    path: row.path,
    oid: row.oid,
    place: JSON.parse(row.place),
    ...(row.content === null ? {} : { content: row.content }),
    commit: row.stated_commit,
    author: { name: row.author, verified: Boolean(row.author_verified) },
    statedOn: row.stated_on,
    url: row.url,
    bundles: JSON.parse(row.bundles),
  };
}
