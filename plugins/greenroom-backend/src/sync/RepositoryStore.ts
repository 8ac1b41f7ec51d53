import type { Knex } from 'knex';
import type { FileProblem } from '@greenroom/backstage-plugin-greenroom-common';

type RepositoryRow = {
  source_id: string;
  full_name: string;
  head_commit: string | null;
  pushed_at: string | null;
  synced_at: number | string | null;
  error: string | null;
  problems: string;
};

export type KnownRepository = {
  readonly fullName: string;
  readonly headCommit?: string;
  readonly pushedAt?: string;
  readonly syncedAt?: number;
  readonly error?: string;
  readonly problems: readonly FileProblem[];
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

  async listed(
    sourceId: string,
    fullName: string,
    pushedAt: string,
  ): Promise<void> {
    await this.#put(sourceId, fullName, { pushed_at: pushedAt });
  }

  async read(
    sourceId: string,
    fullName: string,
    headCommit: string,
    problems: readonly FileProblem[],
  ): Promise<void> {
    await this.#put(sourceId, fullName, {
      head_commit: headCommit,
      synced_at: Date.now(),
      error: null,
      problems: JSON.stringify(problems),
    });
  }

  async failed(
    sourceId: string,
    fullName: string,
    error: string,
  ): Promise<void> {
    await this.#put(sourceId, fullName, { error });
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
  };
}
