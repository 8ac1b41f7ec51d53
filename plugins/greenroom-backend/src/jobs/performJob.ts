import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { WorkerLostError } from '@greenroom/backstage-plugin-greenroom-node';
import type { HeldLease } from './HeldLease';
import type { JobKind } from './JobKind';
import type { JobDiary } from './JobDiary';
import type { JobRow } from './JobRow';
import { JobStore, MAX_ATTEMPTS } from './JobStore';

/** Progress is told to people at most this often. */
const PROGRESS_MILLIS = 250;

/** Does the work of one lease and commits what came of it, under that lease. */
export async function performJob(
  held: HeldLease,
  kind: JobKind,
  rooms: {
    readonly store: JobStore;
    readonly diary: JobDiary;
    readonly logger: LoggerService;
    /** Aborts when this replica is told to stop. */
    readonly stopping: AbortSignal;
    tell(patch: Partial<JobRow>): void;
  },
): Promise<void> {
  const { lease } = held;
  const { job } = lease;
  const { diary, store, tell } = rooms;
  const payload = JSON.parse(job.payload);
  const signal = AbortSignal.any([held.signal, rooms.stopping]);
  let toldAt = 0;
  diary.add('job', `Attempt ${job.attempt} began.`);
  tell({ state: 'running' });

  let result: unknown;
  try {
    result = await kind.run({
      jobId: job.id,
      payload,
      signal,
      progress: (progress, message) => {
        held.report(progress, message);
        if (message !== undefined) diary.add('job', message);
        if (Date.now() - toldAt < PROGRESS_MILLIS) return;
        toldAt = Date.now();
        tell({ state: 'running', progress, message: message ?? null });
        void held.renew();
      },
      log: line => diary.add('worker', line),
    });
  } catch (error) {
    if (signal.aborted) {
      diary.add('job', 'It was stopped.');
      await store.release(lease);
    } else if (error instanceof WorkerLostError && job.attempt < MAX_ATTEMPTS) {
      diary.add('job', `${error.message} It is given to another worker.`);
      await store.giveBack(lease);
      tell({ state: 'queued' });
    } else await failJob(held, kind, rooms, error, payload);
    return;
  }
  if (!(await store.succeed(lease, result))) return;
  await after(job, rooms.logger, () => kind.committed?.(result, payload));
  tell({ state: 'succeeded', progress: 1, finished_at: Date.now() });
}

async function failJob(
  { lease }: HeldLease,
  kind: JobKind,
  rooms: Parameters<typeof performJob>[2],
  error: unknown,
  payload: unknown,
): Promise<void> {
  const { job } = lease;
  const cause = error instanceof Error ? error : new Error(String(error));
  rooms.logger.warn(
    `Job ${job.kind} ${job.id} failed: ${stringifyError(error)}`,
  );
  // The message of an error about a file may say what stands in it.
  rooms.diary.add('worker', cause.message);
  const again = kind.again?.(cause, {
    createdAtMillis: Number(job.created_at),
  });
  if (!(await rooms.store.fail(lease, cause.message, again))) return;
  await after(job, rooms.logger, () => kind.failed?.(cause, payload));
  rooms.tell({
    state: 'failed',
    error: cause.message,
    finished_at: Date.now(),
  });
}

/** What follows an end that is written down cannot undo it: the next pass heals what is missed here. */
export async function after(
  job: JobRow,
  logger: LoggerService,
  follow: () => Promise<void> | undefined,
): Promise<void> {
  try {
    await follow();
  } catch (error) {
    logger.error(
      `What follows the end of ${job.kind} ${job.id} failed: ${stringifyError(
        error,
      )}`,
    );
  }
}
