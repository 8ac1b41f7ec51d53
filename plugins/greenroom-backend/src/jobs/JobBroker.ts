import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import type { JobKind, JobQuestion, Lane } from './JobKind';
import { JobRow, toJobStatus } from './JobRow';
import { JobStore, LEASE_SECONDS, Lease } from './JobStore';

/** How long an idle worker waits before it looks again for work of other replicas. */
const IDLE_POLL_MILLIS = 1_000;
const HEARTBEAT_MILLIS = (LEASE_SECONDS * 1000) / 5;
/** Progress is told to people at most this often. */
const PROGRESS_MILLIS = 250;

/** Hands jobs to workers and their answers back; knows no kind of job. */
export class JobBroker {
  readonly #kinds = new Map<string, JobKind>();
  readonly #wake = new Set<() => void>();
  readonly #stopping = new AbortController();
  #workers: Promise<void>[] = [];

  constructor(
    private readonly store: JobStore,
    private readonly logger: LoggerService,
    private readonly changed: (status: JobStatus) => void,
  ) {}

  register(kind: JobKind<any, any>): void {
    this.#kinds.set(kind.kind, kind);
  }

  async ask(question: JobQuestion): Promise<JobRow> {
    const kind = this.#kinds.get(question.kind);
    if (!kind) throw new Error(`No job kind named ${question.kind}`);
    const row = await this.store.ask({ ...question, lane: kind.lane });
    this.#wake.forEach(wake => wake());
    return row;
  }

  async retry(id: string): Promise<JobRow | undefined> {
    const row = await this.store.retry(id);
    this.#wake.forEach(wake => wake());
    return row;
  }

  async again(id: string): Promise<JobRow | undefined> {
    const row = await this.store.again(id);
    this.#wake.forEach(wake => wake());
    return row;
  }

  /** Jobs of a kind that wait or run, by the source in their payload. */
  countOpen(kind: string): Promise<ReadonlyMap<string, number>> {
    return this.store.countOpenBySource(kind);
  }

  start(workers: Record<Lane, number>): void {
    for (const lane of ['effect', 'compute'] as const) {
      for (let i = 0; i < workers[lane]; i++)
        this.#workers.push(this.#work(lane));
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.forEach(wake => wake());
    await Promise.allSettled(this.#workers);
    this.#workers = [];
  }

  async #work(lane: Lane): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        const lease = await this.store.claim(lane);
        if (lease) await this.#perform(lease);
        else await this.#idle();
      } catch (error) {
        this.logger.error(
          `The ${lane} worker could not reach its store: ${stringifyError(
            error,
          )}`,
        );
        await this.#idle();
      }
    }
  }

  async #perform(lease: Lease): Promise<void> {
    const { job } = lease;
    const kind = this.#kinds.get(job.kind);
    if (!kind) {
      await this.store.fail(
        lease,
        `This version of Greenroom knows no job kind ${job.kind}.`,
      );
      return;
    }
    const lost = new AbortController();
    const signal = AbortSignal.any([lost.signal, this.#stopping.signal]);
    let progress = 0;
    let message: string | undefined;
    let toldAt = 0;
    const heartbeat = setInterval(() => {
      this.store
        .renew(lease, progress, message)
        .then(held => held || lost.abort())
        .catch(error =>
          this.logger.warn(`A lease was not renewed: ${stringifyError(error)}`),
        );
    }, HEARTBEAT_MILLIS);
    const payload = JSON.parse(job.payload);
    const tell = (patch: Partial<JobRow>) =>
      this.changed(toJobStatus({ ...job, ...patch }));
    tell({ state: 'running' });

    try {
      const result = await kind.run({
        jobId: job.id,
        payload,
        signal,
        progress: (fraction, text) => {
          progress = fraction;
          message = text;
          if (Date.now() - toldAt < PROGRESS_MILLIS) return;
          toldAt = Date.now();
          tell({ state: 'running', progress, message: message ?? null });
          this.store.renew(lease, progress, message).catch(() => lost.abort());
        },
      });
      if (!(await this.store.succeed(lease, result))) return;
      await kind.committed?.(result, payload);
      tell({ state: 'succeeded', progress: 1, finished_at: Date.now() });
    } catch (error) {
      if (signal.aborted) {
        await this.store.release(lease);
        return;
      }
      const cause = error instanceof Error ? error : new Error(String(error));
      this.logger.warn(
        `Job ${job.kind} ${job.id} failed: ${stringifyError(error)}`,
      );
      const again = kind.again?.(cause, {
        createdAtMillis: Number(job.created_at),
      });
      await this.store.fail(lease, cause.message, again);
      await kind.failed?.(cause, payload).catch(after => {
        this.logger.error(
          `What follows a failed ${job.kind} failed too: ${stringifyError(
            after,
          )}`,
        );
      });
      tell({ state: 'failed', error: cause.message, finished_at: Date.now() });
    } finally {
      clearInterval(heartbeat);
    }
  }

  #idle(): Promise<void> {
    if (this.#stopping.signal.aborted) return Promise.resolve();
    const woken = new AbortController();
    const wake = () => woken.abort();
    this.#wake.add(wake);
    return setTimeout(IDLE_POLL_MILLIS, undefined, { signal: woken.signal })
      .catch(() => {})
      .finally(() => this.#wake.delete(wake));
  }
}
