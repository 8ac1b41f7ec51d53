import type { FileProblem } from '@greenroom/backstage-plugin-greenroom-common';
import type { SourceRepository } from '@greenroom/backstage-plugin-greenroom-node';
import type { GtoArtifact, Tag } from '@greenroom/manifest';
import type { Knex } from 'knex';
import { putTags } from './putTags';

type RepositoryRow = {
  source_id: string;
  full_name: string;
  head_commit: string | null;
  pushed_at: string | null;
  synced_at: number | string | null;
  error: string | null;
  problems: string;
  external_id: string | null;
  default_branch: string | null;
  url: string | null;
  archived: boolean | number;
  reader_version: number;
  tags: string | null;
};

export type KnownRepository = {
  readonly fullName: string;
  readonly headCommit?: string;
  readonly pushedAt?: string;
  readonly syncedAt?: number;
  readonly error?: string;
  readonly problems: readonly FileProblem[];
  readonly externalId?: string;
  readonly defaultBranch?: string;
  readonly archived: boolean;
  readonly readerVersion: number;
  readonly tags: readonly GtoArtifact[];
};

/** How far each repository was read. */
export class RepositoryStore {
  constructor(private readonly knex: Knex) {}

  async list(sourceId: string): Promise<KnownRepository[]> {
    const rows = await this.knex<RepositoryRow>('repositories')
      .where({ source_id: sourceId })
      .orderBy('full_name');
    return rows.map(toKnown);
  }

  async get(
    sourceId: string,
    fullName: string,
  ): Promise<KnownRepository | undefined> {
    const row = await this.knex<RepositoryRow>('repositories')
      .where({ source_id: sourceId, full_name: fullName })
      .first();
    return row && toKnown(row);
  }

  /** What a listing says of a repository, beside how far it was read. */
  async listed(sourceId: string, repository: SourceRepository): Promise<void> {
    await this.#put(sourceId, repository.fullName, {
      pushed_at: repository.pushedAt,
      external_id: repository.id,
      default_branch: repository.defaultBranch,
      url: repository.url,
      archived: repository.archived,
    });
  }

  async read(
    sourceId: string,
    fullName: string,
    reading: {
      headCommit: string;
      problems: readonly FileProblem[];
      readerVersion: number;
      tags: readonly GtoArtifact[];
    },
  ): Promise<void> {
    await this.#put(sourceId, fullName, {
      head_commit: reading.headCommit,
      synced_at: Date.now(),
      error: null,
      problems: JSON.stringify(reading.problems),
      reader_version: reading.readerVersion,
      tags: JSON.stringify(reading.tags),
    });
  }

  async failed(
    sourceId: string,
    fullName: string,
    error: string,
  ): Promise<void> {
    await this.#put(sourceId, fullName, { error });
  }

  /** All tags of a repository as they stand now. */
  tagged(
    sourceId: string,
    fullName: string,
    tags: readonly Tag[],
  ): Promise<void> {
    return putTags(this.knex, { sourceId, repository: fullName }, tags);
  }

  /** Names of tags by the commits they point to. */
  async tagsOf(
    sourceId: string,
    fullName: string,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows: Tag[] = await this.knex('git_tags')
      .where({ source_id: sourceId, repository: fullName })
      .orderBy('name')
      .select('name', 'commit');
    const names = new Map<string, string[]>();
    for (const { name, commit } of rows)
      names.set(commit, [...(names.get(commit) ?? []), name]);
    return names;
  }

  async remove(sourceId: string, fullName: string): Promise<void> {
    const where = { source_id: sourceId };
    await this.knex('manifest_folders')
      .where({ ...where, repository: fullName })
      .delete();
    await this.knex('deployments')
      .where({ ...where, repository: fullName })
      .delete();
    await this.knex('git_tags')
      .where({ ...where, repository: fullName })
      .delete();
    await this.knex('repositories')
      .where({ ...where, full_name: fullName })
      .delete();
  }

  async #put(
    sourceId: string,
    fullName: string,
    patch: Partial<RepositoryRow>,
  ): Promise<void> {
    await this.knex('repositories')
      .insert({
        source_id: sourceId,
        full_name: fullName,
        problems: '[]',
        ...patch,
      })
      .onConflict(['source_id', 'full_name'])
      .merge(patch);
  }
}

function toKnown(row: RepositoryRow): KnownRepository {
  return {
    fullName: row.full_name,
    headCommit: row.head_commit ?? undefined,
    pushedAt: row.pushed_at ?? undefined,
    syncedAt: row.synced_at === null ? undefined : Number(row.synced_at),
    error: row.error ?? undefined,
    problems: JSON.parse(row.problems),
    externalId: row.external_id ?? undefined,
    defaultBranch: row.default_branch ?? undefined,
    archived: Boolean(row.archived),
    readerVersion: row.reader_version,
    tags: JSON.parse(row.tags ?? '[]'),
  };
}
