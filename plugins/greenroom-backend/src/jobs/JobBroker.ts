import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import { HeldLease } from './HeldLease';
import { JobDiary } from './JobDiary';
import type { JobKind, JobQuestion, Lane } from './JobKind';
import type { JobLogStore } from './JobLogStore';
import { type JobRow, toJobStatus } from './JobRow';
import type { JobStore, Lease } from './JobStore';
import { after, performJob } from './performJob';

/** How long an idle worker waits before it looks again for work of other replicas. */
const IDLE_POLL_MILLIS = 1_000;

/** Hands jobs to workers and their answers back; knows no kind of job. */
export class JobBroker {
  readonly #kinds = new Map<string, JobKind>();
  readonly #wake = new Set<() => void>();
  /** By job, what this replica works on. */
  readonly #held = new Map<string, HeldLease>();
  readonly #stopping = new AbortController();
  #workers: Promise<void>[] = [];

  constructor(
    private readonly store: JobStore,
    private readonly logs: JobLogStore,
    private readonly logger: LoggerService,
    private readonly changed: (status: JobStatus) => void,
  ) {}

  register(kind: JobKind<any, any>): void {
    this.#kinds.set(kind.kind, kind);
  }

  async ask(question: JobQuestion): Promise<JobRow> {
    return (await this.askAll([question]))[0];
  }

  /** Asks many at once; in their order, the jobs that are there by then. */
  async askAll(questions: readonly JobQuestion[]): Promise<JobRow[]> {
    const rows = await this.store.askAll(
      questions.map(question => {
        const kind = this.#kinds.get(question.kind);
        if (!kind) throw new Error(`No job kind named ${question.kind}`);
        return { ...question, lane: kind.lane };
      }),
    );
    this.#wake.forEach(wake => wake());
    return rows;
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

  /**
   * Ends a job that waits, runs or would be tried again. Its worker stops at
   * once where it is of this replica, else at its next heartbeat; what it has by
   * then commits nowhere.
   *
   * @param by - entity reference of who wants it
   */
  async cancel(id: string, by: string): Promise<JobRow | undefined> {
    const cancelled = await this.store.cancel(id, `Cancelled by ${by}.`);
    this.#held.get(id)?.lose();
    // One that it excluded may begin.
    this.#wake.forEach(wake => wake());
    if (!cancelled) return this.store.get(id);
    const kind = this.#kinds.get(cancelled.kind);
    await after(cancelled, this.logger, () =>
      kind?.failed?.(
        new Error(cancelled.error ?? ''),
        JSON.parse(cancelled.payload),
      ),
    );
    this.changed(toJobStatus(cancelled));
    return cancelled;
  }

  /** Jobs of a kind that wait or run, by the source in their payload. */
  countOpen(kind: string): Promise<ReadonlyMap<string, number>> {
    return this.store.countOpenBySource(kind);
  }

  /** A job is in hand here, or what follows its answer. */
  get isWorking(): boolean {
    return this.#held.size > 0;
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
    const held = new HeldLease(this.store, this.logger, lease);
    const diary = new JobDiary(job.id, this.logs, this.logger);
    this.#held.set(job.id, held);
    try {
      await performJob(held, kind, {
        store: this.store,
        diary,
        logger: this.logger,
        stopping: this.#stopping.signal,
        tell: patch => this.changed(toJobStatus({ ...job, ...patch })),
      });
    } finally {
      held.letGo();
      await diary.close();
      this.#held.delete(job.id);
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
