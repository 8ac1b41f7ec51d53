import { randomUUID } from 'node:crypto';
import type { SyncRecord } from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';

type SyncRow = {
  id: string;
  source_id: string;
  repository: string;
  cause: SyncRecord['cause'];
  outcome: SyncRecord['outcome'];
  commit: string | null;
  started_at: number | string;
  finished_at: number | string;
  changed: string;
  removed: string;
  problems: number;
  message: string | null;
};

export type NewSync = {
  readonly sourceId: string;
  readonly repository: string;
  readonly cause: SyncRecord['cause'];
  readonly outcome: SyncRecord['outcome'];
  readonly commit?: string;
  readonly startedAt: number;
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly problems: number;
  readonly message?: string;
};

/** So many syncs of a repository are remembered. */
const KEPT = 100;

/** The history of syncs: when, why, at which commit, and what came of it. */
export class SyncLog {
  constructor(private readonly knex: Knex) {}

  async add(sync: NewSync): Promise<void> {
    await this.knex<SyncRow>('syncs').insert({
      id: randomUUID(),
      source_id: sync.sourceId,
      repository: sync.repository,
      cause: sync.cause,
      outcome: sync.outcome,
      commit: sync.commit ?? null,
      started_at: sync.startedAt,
      finished_at: Date.now(),
      changed: JSON.stringify(sync.changed),
      removed: JSON.stringify(sync.removed),
      problems: sync.problems,
      message: sync.message ?? null,
    });
    await this.#forget(sync.sourceId, sync.repository);
  }

  /** Newest first. */
  async list(query: {
    sourceId: string;
    repository?: string;
    limit: number;
  }): Promise<SyncRecord[]> {
    const rows = await this.knex<SyncRow>('syncs')
      .where({ source_id: query.sourceId })
      .modify(builder => {
        if (query.repository) builder.where({ repository: query.repository });
      })
      .orderBy('started_at', 'desc')
      .limit(query.limit);
    return rows.map(toRecord);
  }

  async #forget(sourceId: string, repository: string): Promise<void> {
    const where = { source_id: sourceId, repository };
    const oldest = await this.knex<SyncRow>('syncs')
      .where(where)
      .orderBy('started_at', 'desc')
      .offset(KEPT)
      .first('started_at');
    if (!oldest) return;
    await this.knex('syncs')
      .where(where)
      .where('started_at', '<=', oldest.started_at)
      .delete();
  }
}

function toRecord(row: SyncRow): SyncRecord {
  return {
    id: row.id,
    repository: row.repository,
    cause: row.cause,
    outcome: row.outcome,
    commit: row.commit ?? undefined,
    startedAt: new Date(Number(row.started_at)).toISOString(),
    finishedAt: new Date(Number(row.finished_at)).toISOString(),
    changed: JSON.parse(row.changed),
    removed: JSON.parse(row.removed),
    problems: row.problems,
    message: row.message ?? undefined,
  };
}
