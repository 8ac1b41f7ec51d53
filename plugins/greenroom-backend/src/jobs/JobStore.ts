import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import { inPages } from '../database/inPages';
import { claimJob } from './claimJob';
import type { JobQuestion, Lane } from './JobKind';
import { JobRow, toJobStatus } from './JobRow';
import { lineOf, rankOf } from './lineOf';
import { settleOverdueJobs } from './settleOverdueJobs';
import {
  ALL_ASSETS,
  type AssetScope,
  idsInScope,
} from '../permissions/AssetScope';

/** A lease that is not renewed for this long is over: its worker is taken for dead. */
export const LEASE_SECONDS = 30;
/** After so many attempts that ended without an answer the job itself is at fault. */
export const MAX_ATTEMPTS = 3;

/** SQLite binds no more than some thousand values a statement. */
const FORGOTTEN_AT_ONCE = 500;

/** Rows of some dozen values each: below what either database takes in one statement. */
const ASKED_AT_ONCE = 50;

type AskedQuestion = JobQuestion & { readonly lane: Lane };

export type Lease = { readonly job: JobRow; readonly token: string };

/** The lease store: each question once, across crashes and replicas. */
export class JobStore {
  constructor(
    private readonly knex: Knex,
    readonly leaseSeconds: number = LEASE_SECONDS,
  ) {}

  /** Asks a question; where it was asked before, gives the job that is there. */
  async ask(question: AskedQuestion): Promise<JobRow> {
    return (await this.askAll([question]))[0];
  }

  /** Asks questions; in their order, the jobs that are there by then. */
  async askAll(questions: readonly AskedQuestion[]): Promise<JobRow[]> {
    const jobs: JobRow[] = [];
    for (const page of inPages(questions, ASKED_AT_ONCE))
      jobs.push(...(await this.#askSome(page)));
    return jobs;
  }

  async #askSome(questions: readonly AskedQuestion[]): Promise<JobRow[]> {
    const teams = await this.#teamsOf(
      questions.flatMap(({ assetId }) => assetId ?? []),
    );
    const rows = questions.map(question => {
      const team = teams.get(question.assetId ?? '') ?? '';
      const { priority = 0 } = question;
      return {
        id: randomUUID(),
        key: question.key,
        kind: question.kind,
        lane: question.lane,
        asset_id: question.assetId ?? null,
        team,
        payload: JSON.stringify(question.payload),
        state: 'queued',
        priority,
        line: lineOf(priority, team),
        exclusive: question.exclusive ?? null,
        attempt: 0,
        progress: 0,
        created_at: Date.now(),
      };
    });
    await this.knex('jobs').insert(rows).onConflict('key').ignore();
    const there = await this.knex<JobRow>('jobs').whereIn(
      'key',
      questions.map(({ key }) => key),
    );
    const byKey = new Map(there.map(job => [job.key, job]));
    return questions.map(({ key }) => byKey.get(key)!);
  }

  async claim(lane: Lane): Promise<Lease | undefined> {
    await settleOverdueJobs(this.knex, lane);
    return claimJob(this.knex, lane, this.leaseSeconds);
  }

  /** False when the lease was lost: the worker must stop and drop what it has. */
  async renew(
    lease: Lease,
    progress: number,
    message?: string,
  ): Promise<boolean> {
    const updated = await this.underLease(lease).update({
      lease_until: Date.now() + this.leaseSeconds * 1000,
      progress,
      message: message ?? null,
    });
    return updated === 1;
  }

  /** A result commits only under its lease. */
  async succeed(lease: Lease, result: unknown): Promise<boolean> {
    const updated = await this.underLease(lease).update({
      state: 'succeeded',
      progress: 1,
      message: null,
      error: null,
      result: JSON.stringify(result ?? null),
      finished_at: Date.now(),
      lease_token: null,
      lease_until: null,
    });
    return updated === 1;
  }

  /** @param again - when it is claimed once more without anybody asking */
  async fail(lease: Lease, error: string, again?: Date): Promise<boolean> {
    const updated = await this.underLease(lease).update({
      state: 'failed',
      error,
      finished_at: Date.now(),
      lease_token: null,
      lease_until: again?.getTime() ?? null,
      // What may pass is no fault of the job.
      ...(again && { attempt: 0 }),
    });
    return updated === 1;
  }

  /** Gives a job back unharmed, e.g. when this replica is told to stop. */
  async release(lease: Lease): Promise<void> {
    await this.underLease(lease).update({
      state: 'queued',
      attempt: this.knex.raw('attempt - 1'),
      lease_token: null,
      lease_until: null,
    });
  }

  /**
   * Ends a job that waits, runs, or failed and would be tried again; its worker's
   * lease is lost with it.
   *
   * @returns undefined where there is none such
   */
  async cancel(id: string, reason: string): Promise<JobRow | undefined> {
    const [cancelled] = await this.knex<JobRow>('jobs')
      .where({ id })
      .where(which =>
        which
          .whereIn('state', ['queued', 'running'])
          .orWhere(failed =>
            failed.where({ state: 'failed' }).whereNotNull('lease_until'),
          ),
      )
      .update({
        state: 'cancelled',
        error: reason,
        message: null,
        finished_at: Date.now(),
        lease_token: null,
        lease_until: null,
      })
      .returning('*');
    return cancelled;
  }

  /** Gives a job whose worker went to the next; the attempt counts, so that it does not go round for ever. */
  async giveBack(lease: Lease): Promise<void> {
    await this.underLease(lease).update({
      state: 'queued',
      lease_token: null,
      lease_until: null,
    });
  }

  /** Puts a job that ended badly back into the queue. */
  async retry(id: string): Promise<JobRow | undefined> {
    await this.knex('jobs')
      .where({ id })
      .whereIn('state', ['failed', 'cancelled'])
      .update({
        state: 'queued',
        attempt: 0,
        progress: 0,
        error: null,
        finished_at: null,
        lease_until: null,
      });
    return this.get(id);
  }

  /** Puts a job that ended well back into the queue, where its answer is no longer kept. */
  async again(id: string): Promise<JobRow | undefined> {
    await this.knex('jobs').where({ id, state: 'succeeded' }).update({
      state: 'queued',
      attempt: 0,
      progress: 0,
      result: null,
      finished_at: null,
    });
    return this.get(id);
  }

  /** Somebody waits for it now. */
  async raise(id: string, priority: number): Promise<void> {
    await this.knex('jobs')
      .where({ id, state: 'queued' })
      .where('priority', '<', priority)
      .update({
        priority,
        line: this.knex.raw(`CAST(? AS varchar(4)) || substr(line, 5)`, [
          rankOf(priority),
        ]),
      });
  }

  find(key: string): Promise<JobRow | undefined> {
    return this.knex<JobRow>('jobs').where({ key }).first();
  }

  async countQueued(priority: number): Promise<number> {
    const [{ n }] = await this.knex('jobs')
      .where({ state: 'queued', priority })
      .count({ n: '*' });
    return Number(n);
  }

  /** Jobs of a kind that ended well, the last first. */
  listSucceeded(kind: string): Promise<JobRow[]> {
    return this.knex<JobRow>('jobs')
      .where({ kind, state: 'succeeded' })
      .orderBy('finished_at', 'desc');
  }

  /** Forgets jobs: their questions, asked again, are new ones. */
  async forget(ids: readonly string[]): Promise<void> {
    for (let i = 0; i < ids.length; i += FORGOTTEN_AT_ONCE)
      await this.knex('jobs')
        .whereIn('id', ids.slice(i, i + FORGOTTEN_AT_ONCE))
        .delete();
  }

  get(id: string): Promise<JobRow | undefined> {
    return this.knex<JobRow>('jobs').where({ id }).first();
  }

  async getMany(ids: readonly string[]): Promise<Map<string, JobRow>> {
    const rows = await this.knex<JobRow>('jobs').whereIn('id', [
      ...new Set(ids),
    ]);
    return new Map(rows.map(row => [row.id, row]));
  }

  async list(
    where: { readonly assetId?: string; readonly scope?: AssetScope } = {},
  ): Promise<JobStatus[]> {
    const { assetId, scope = ALL_ASSETS } = where;
    const query = this.knex<JobRow>('jobs')
      .orderBy('created_at', 'desc')
      .limit(100);
    if (assetId) query.where({ asset_id: assetId });
    // Work of a whole repository is of no asset: it is seen by whoever sees all.
    if (scope.type !== 'all')
      query.whereIn('asset_id', idsInScope(this.knex, scope));
    return (await query).map(toJobStatus);
  }

  /** Work of assets that has not ended, by asset, but for what people ask beside it. */
  async countOpen(
    assetIds: readonly string[],
    exceptKinds: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const rows: { asset_id: string; n: number | string }[] = await this.knex(
      'jobs',
    )
      .whereIn('asset_id', [...assetIds])
      .whereNotIn('kind', [...exceptKinds])
      .whereIn('state', ['queued', 'running'])
      .groupBy('asset_id')
      .select('asset_id')
      .count({ n: '*' });
    return new Map(rows.map(({ asset_id, n }) => [asset_id, Number(n)]));
  }

  /** Open jobs of a kind by the `exclusive` word's second part. */
  async countOpenBySource(kind: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.knex<JobRow>('jobs')
      .where({ kind })
      .whereIn('state', ['queued', 'running'])
      .select('exclusive');
    const counts = new Map<string, number>();
    for (const { exclusive } of rows) {
      const [, source] = (exclusive ?? '').split(':');
      counts.set(source, (counts.get(source) ?? 0) + 1);
    }
    return counts;
  }

  /** Who owns assets; the jobs of each owner take turns. */
  async #teamsOf(
    assetIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    if (assetIds.length === 0) return new Map();
    const rows = await this.knex<{ id: string; owner: string }>('assets')
      .whereIn('id', [...new Set(assetIds)])
      .select('id', 'owner');
    return new Map(rows.map(({ id, owner }) => [id, owner]));
  }

  private underLease(lease: Lease) {
    return this.knex('jobs').where({
      id: lease.job.id,
      lease_token: lease.token,
      state: 'running',
    });
  }
}
