import fc from 'fast-check';
import type { Knex } from 'knex';
import { testDatabases } from '../database/testDatabases';
import { insertAsset } from '../__testUtils__/insertAsset';
import { JobStore, Lease } from './JobStore';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(120_000);

const TEAMS = ['audio', 'text', 'vision'] as const;
type Team = (typeof TEAMS)[number];

describe.each(testDatabases())('claimJob on $name', ({ knex: connect }) => {
  let knex: Knex;
  let store: JobStore;

  beforeEach(async () => {
    knex = await connect();
    store = new JobStore(knex);
    for (const team of TEAMS)
      await insertAsset(knex, { id: team, owner: team });
  });
  afterEach(() => knex.destroy());

  const ask = (team: Team, key: string, priority = 0) =>
    store.ask({
      kind: 'test',
      lane: 'compute',
      key,
      assetId: team,
      payload: {},
      priority,
    });
  const claim = () => store.claim('compute');

  it('gives a team with one job its turn behind one with many', async () => {
    for (let i = 0; i < 20; i++) await ask('vision', `vision ${i}`);
    await claim();
    await ask('audio', 'audio 0');
    expect((await claim())?.job.team).toBe('audio');
  });

  it('takes teams in turn where there is one worker', async () => {
    for (const team of TEAMS)
      for (let i = 0; i < 3; i++) await ask(team, `${team} ${i}`);
    const served: string[] = [];
    for (let i = 0; i < 6; i++) {
      const lease = (await claim())!;
      served.push(lease.job.team);
      await store.succeed(lease, i);
      // Turns of the same millisecond are no turns.
      await knex('jobs')
        .where({ id: lease.job.id })
        .update({ started_at: i + 1 });
    }
    expect(served.slice(0, 3).sort()).toEqual([...TEAMS]);
    expect(served.slice(3)).toEqual(served.slice(0, 3));
  });

  it('puts what matters more before whose turn it is', async () => {
    await ask('vision', 'first', 5);
    await ask('vision', 'second', 5);
    await ask('audio', 'other', 1);
    await claim();
    expect((await claim())?.job.key).toBe('second');
  });

  it('lets a job that somebody waits for pass its line', async () => {
    await ask('vision', 'first');
    const { id } = await ask('vision', 'wanted');
    await store.raise(id, 7);
    expect((await claim())?.job.key).toBe('wanted');
  });

  it('passes over a line whose jobs must wait for another', async () => {
    for (const [team, key] of [
      ['vision', 'a'],
      ['vision', 'b'],
    ] as const)
      await store.ask({
        kind: 'test',
        lane: 'compute',
        key,
        assetId: team,
        payload: {},
        priority: 9,
        exclusive: 'acme/data',
      });
    await ask('text', 'free');
    await claim();
    expect((await claim())?.job.key).toBe('free');
    expect(await claim()).toBeUndefined();
  });

  it('never serves a team while one with fewer jobs under way waits, whatever the load', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            { weight: 2, arbitrary: fc.constantFrom(...TEAMS) },
            { weight: 3, arbitrary: fc.constantFrom('claim', 'end') },
          ),
          { minLength: 20, maxLength: 60 },
        ),
        async steps => {
          await knex('jobs').delete();
          const waiting = { audio: 0, text: 0, vision: 0 };
          const running: Lease[] = [];
          const passedOver: Team[] = [];
          const under = (team: string) =>
            running.filter(({ job }) => job.team === team).length;
          for (const [i, step] of steps.entries()) {
            if (step === 'claim') {
              const lease = await claim();
              if (!lease) continue;
              const team = lease.job.team as Team;
              passedOver.push(
                ...TEAMS.filter(
                  other => waiting[other] > 0 && under(other) < under(team),
                ),
              );
              waiting[team] -= 1;
              running.push(lease);
            } else if (step === 'end') {
              const lease = running.splice(i % (running.length || 1), 1)[0];
              if (lease) await store.succeed(lease, i);
            } else {
              await ask(step as Team, `${step} ${i}`);
              waiting[step as Team] += 1;
            }
          }
          expect(passedOver).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });
});
