import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import { WorkerLostError } from '@greenroom/backstage-plugin-greenroom-node';
import type { Knex } from 'knex';
import { testDatabases } from '../database/testDatabases';
import { JobBroker } from './JobBroker';
import type { JobContext } from './JobKind';
import { JobLogStore } from './JobLogStore';
import { JobStore, MAX_ATTEMPTS } from './JobStore';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const MIRA = 'user:default/mira';

describe.each(testDatabases())('JobBroker on $name', ({ knex: connect }) => {
  let knex: Knex;
  const brokers: JobBroker[] = [];
  const told: JobStatus[] = [];
  const failures: string[] = [];

  beforeEach(async () => {
    knex = await connect();
    told.length = 0;
    failures.length = 0;
  });
  afterEach(async () => {
    await Promise.all(brokers.splice(0).map(broker => broker.stop()));
    await knex.destroy();
  });

  /** A replica whose one kind of job does `run`. */
  const replica = (run: (context: JobContext<unknown>) => Promise<unknown>) => {
    const broker = new JobBroker(
      new JobStore(knex),
      new JobLogStore(knex),
      mockServices.logger.mock(),
      status => told.push(status),
    );
    broker.register({
      kind: 'test',
      lane: 'compute',
      run,
      failed: async ({ message }) => {
        failures.push(message);
      },
    });
    brokers.push(broker);
    return broker;
  };
  const get = (id: string) => new JobStore(knex).get(id);
  const neverEnding = () => {
    let begin: (context: JobContext<unknown>) => void;
    const begun = new Promise<JobContext<unknown>>(resolve => {
      begin = resolve;
    });
    return {
      begun,
      run: async (context: JobContext<unknown>) => {
        begin(context);
        await once(context.signal, 'abort');
        throw context.signal.reason;
      },
    };
  };

  it('ends a job that waits at once', async () => {
    const broker = replica(async () => 'an answer');
    const job = await broker.ask({ kind: 'test', key: 'a', payload: {} });
    await broker.cancel(job.id, MIRA);
    expect(await get(job.id)).toMatchObject({
      state: 'cancelled',
      error: `Cancelled by ${MIRA}.`,
    });
    expect(told.at(-1)).toMatchObject({ id: job.id, state: 'cancelled' });
  });

  it('stops the worker of a running job on this replica', async () => {
    const { begun, run } = neverEnding();
    const broker = replica(run);
    const job = await broker.ask({ kind: 'test', key: 'a', payload: {} });
    broker.start({ compute: 1, effect: 0 });
    const { signal } = await begun;
    await broker.cancel(job.id, MIRA);
    expect(signal.aborted).toBe(true);
    await broker.stop();
    expect(await get(job.id)).toMatchObject({ state: 'cancelled' });
  });

  it('stops the worker of another replica with its next word of progress', async () => {
    const { begun, run } = neverEnding();
    const working = replica(run);
    const asked = replica(run);
    const job = await working.ask({ kind: 'test', key: 'a', payload: {} });
    working.start({ compute: 1, effect: 0 });
    const { signal, progress } = await begun;
    await asked.cancel(job.id, MIRA);
    expect(signal.aborted).toBe(false);
    const stopped = once(signal, 'abort');
    progress(0.5);
    await stopped;
    await working.stop();
    expect(await get(job.id)).toMatchObject({ state: 'cancelled' });
  });

  it('tells the kind of a job that it was cancelled', async () => {
    const broker = replica(async () => 'an answer');
    const job = await broker.ask({ kind: 'test', key: 'a', payload: {} });
    await broker.cancel(job.id, MIRA);
    expect(failures).toEqual([`Cancelled by ${MIRA}.`]);
  });

  it('keeps what was written of a job, attempt by attempt, the last lines of it', async () => {
    let attempts = 0;
    const broker = replica(async ({ log, progress }) => {
      attempts += 1;
      progress(0.1, 'Reading the table');
      for (let i = 0; i < 300; i++) log(`line ${i}`);
      if (attempts === 1) throw new WorkerLostError('The node was drained.');
      return 'an answer';
    });
    const job = await broker.ask({ kind: 'test', key: 'a', payload: {} });
    broker.start({ compute: 1, effect: 0 });
    while ((await get(job.id))?.state !== 'succeeded') await setTimeout(20);
    await broker.stop();
    const lines = await new JobLogStore(knex).read(job.id);
    expect(lines).toHaveLength(200);
    expect(lines.at(-1)).toMatchObject({ from: 'worker', text: 'line 299' });
    expect(attempts).toBe(2);
  });

  it('fails a job whose workers were lost again and again', async () => {
    const broker = replica(async () => {
      throw new WorkerLostError('The node was drained.');
    });
    const job = await broker.ask({ kind: 'test', key: 'a', payload: {} });
    broker.start({ compute: 1, effect: 0 });
    while ((await get(job.id))?.state !== 'failed') await setTimeout(20);
    expect(await get(job.id)).toMatchObject({
      attempt: MAX_ATTEMPTS,
      error: 'The node was drained.',
    });
  });

  it('leaves the answer of a job that has ended', async () => {
    const broker = replica(async () => 'an answer');
    const job = await broker.ask({ kind: 'test', key: 'a', payload: {} });
    const store = new JobStore(knex);
    await store.succeed((await store.claim('compute'))!, 'an answer');
    expect(await broker.cancel(job.id, MIRA)).toMatchObject({
      state: 'succeeded',
      result: '"an answer"',
    });
  });

  it('does a cancelled job when somebody asks for it again', async () => {
    const broker = replica(async () => 'an answer');
    const job = await broker.ask({ kind: 'test', key: 'a', payload: {} });
    await broker.cancel(job.id, MIRA);
    expect(await broker.retry(job.id)).toMatchObject({
      state: 'queued',
      error: null,
    });
  });
});
