import type { Knex } from 'knex';
import { testDatabases } from '../database/testDatabases';
import { JobStore, MAX_ATTEMPTS } from './JobStore';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const question = (key: string) => ({
  kind: 'test',
  lane: 'compute' as const,
  key,
  payload: { key },
});

describe.each(testDatabases())('JobStore on $name', ({ knex: connect }) => {
  let knex: Knex;
  let store: JobStore;

  beforeEach(async () => {
    knex = await connect();
    store = new JobStore(knex);
  });
  afterEach(() => knex.destroy());

  /** As if the worker had died that long ago. */
  const endLease = (id: string) =>
    knex('jobs')
      .where({ id })
      .update({ lease_until: Date.now() - 1 });

  it('makes one job of the same question asked twice at once', async () => {
    const [a, b] = await Promise.all([
      store.ask(question('same')),
      store.ask(question('same')),
    ]);
    expect(a.id).toBe(b.id);
  });

  it('gives each job to one of many claimants', async () => {
    await Promise.all(['a', 'b', 'c'].map(key => store.ask(question(key))));
    const leases = await Promise.all(
      Array.from({ length: 6 }, () => store.claim('compute')),
    );
    const claimed = leases.flatMap(lease => lease?.job.key ?? []);
    expect(claimed.sort()).toEqual(['a', 'b', 'c']);
  });

  it('gives a job whose lease is over to the next, and drops the answer of the first', async () => {
    await store.ask(question('slow'));
    const first = (await store.claim('compute'))!;
    expect(await store.claim('compute')).toBeUndefined();
    await endLease(first.job.id);
    const second = (await store.claim('compute'))!;
    expect(await store.succeed(first, 'late')).toBe(false);
    expect(await store.succeed(second, 'in time')).toBe(true);
    expect((await store.get(first.job.id))?.result).toBe('"in time"');
  });

  it('ends a job as failed whose workers died again and again', async () => {
    const job = await store.ask(question('deadly'));
    for (let i = 0; i < MAX_ATTEMPTS; i++) {
      await store.claim('compute');
      await endLease(job.id);
    }
    expect(await store.claim('compute')).toBeUndefined();
    expect(await store.get(job.id)).toMatchObject({ state: 'failed' });
  });

  it('claims a failed job again when its time has come, and no other', async () => {
    const job = await store.ask(question('passing'));
    await store.ask(question('wrong'));
    for (const again of [new Date(Date.now() + 60_000), undefined]) {
      await store.fail((await store.claim('compute'))!, 'no object', again);
    }
    expect(await store.claim('compute')).toBeUndefined();
    expect(await store.get(job.id)).toMatchObject({
      state: 'failed',
      error: 'no object',
    });
    await endLease(job.id);
    expect((await store.claim('compute'))?.job.key).toBe('passing');
    expect(await store.claim('compute')).toBeUndefined();
  });

  it('puts a released job back without counting the attempt', async () => {
    const job = await store.ask(question('stopped'));
    await store.release((await store.claim('compute'))!);
    expect(await store.get(job.id)).toMatchObject({
      state: 'queued',
      attempt: 0,
    });
  });

  it('runs one of the jobs that exclude each other, on whatever replica', async () => {
    const other = new JobStore(knex);
    for (const key of ['first', 'second']) {
      await store.ask({ ...question(key), exclusive: 'acme/data' });
    }
    await store.ask({ ...question('free'), exclusive: 'acme/more' });
    const leases = await Promise.all(
      [store, other, store, other].map(each => each.claim('compute')),
    );
    const keys = leases.flatMap(lease => lease?.job.key ?? []);
    expect(keys.filter(key => key !== 'free')).toHaveLength(1);
    const running = leases.find(lease => lease && lease.job.key !== 'free')!;
    await store.succeed(running, 'done');
    const next = [await store.claim('compute'), await store.claim('compute')];
    expect(next.flatMap(lease => lease?.job.exclusive ?? [])).toContain(
      'acme/data',
    );
  });

  it('lets the first of those that exclude each other go when the worker of one is dead', async () => {
    await store.ask({ ...question('first'), exclusive: 'acme/data' });
    const dead = (await store.claim('compute'))!;
    await store.ask({
      ...question('urgent'),
      exclusive: 'acme/data',
      priority: 9,
    });
    expect(await store.claim('compute')).toBeUndefined();
    await endLease(dead.job.id);
    expect((await store.claim('compute'))?.job.key).toBe('urgent');
  });

  it('takes no answer of a job that was cancelled, and gives it to nobody', async () => {
    const job = await store.ask(question('unwanted'));
    const lease = (await store.claim('compute'))!;
    await store.cancel(job.id, 'unwanted');
    expect(await store.renew(lease, 0.5)).toBe(false);
    expect(await store.succeed(lease, 'late')).toBe(false);
    expect(await store.claim('compute')).toBeUndefined();
  });

  it('ends a failed job by a cancel where it would be tried again, and no other', async () => {
    for (const [key, again] of [
      ['passing', new Date(Date.now() + 60_000)],
      ['wrong', undefined],
    ] as const) {
      const { id } = await store.ask(question(key));
      await store.fail((await store.claim('compute'))!, 'no object', again);
      await store.cancel(id, 'unwanted');
      expect(await store.get(id)).toMatchObject({
        state: again ? 'cancelled' : 'failed',
      });
    }
  });

  it('claims what matters more first', async () => {
    await store.ask({ ...question('low'), priority: 1 });
    await store.ask({ ...question('high'), priority: 9 });
    expect((await store.claim('compute'))?.job.key).toBe('high');
  });
});
