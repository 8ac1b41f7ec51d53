import { mockServices } from '@backstage/backend-test-utils';
import type {
  Source,
  SourceRepository,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Knex } from 'knex';
import { oneDatabase } from '../database/testDatabases';
import { JobBroker } from '../jobs/JobBroker';
import { JobLogStore } from '../jobs/JobLogStore';
import { JobStore } from '../jobs/JobStore';
import { syncing } from './__testUtils__/syncing';
import { SyncService } from './SyncService';

/** Real git and databases, on a machine that may be busy. */
jest.setTimeout(120_000);

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: digits }
spec: { task: t, table: { path: labels.csv }, key: id, label: label, split: split, classes: [a, b] }
`.replace('task: t', 'task: image-classification');

describe.each([oneDatabase()])('SyncService on $name', ({ knex: connect }) => {
  let knex: Knex;
  let test: ReturnType<typeof syncing>;
  let service: SyncService;
  let listing: () => Promise<SourceRepository[]>;
  let found: (name: string) => Promise<SourceRepository | undefined>;
  let pausedUntil: string | undefined;

  const entry = (
    fullName: string,
    rest: Partial<SourceRepository> = {},
  ): SourceRepository => ({
    id: 'r1',
    fullName,
    defaultBranch: 'main',
    pushedAt: '1',
    url: '',
    archived: false,
    ...rest,
  });
  const asked = async () =>
    (await knex('jobs').where({ kind: 'sync', state: 'queued' })).map(
      row => JSON.parse(row.payload).repository,
    );

  beforeEach(async () => {
    knex = await connect();
    test = syncing(knex);
    listing = async () => [entry('acme/data')];
    found = async () => undefined;
    pausedUntil = undefined;
    // A git source has neither ids nor pauses of its own: a host's answers stand in for them.
    const source: Source = test.source;
    source.listRepositories = () => listing();
    source.findRepository = name => found(name);
    source.rateLimit = () => ({
      remaining: 0,
      limit: 1,
      resetAt: '',
      pausedUntil,
    });
    const logger = mockServices.logger.mock();
    const broker = new JobBroker(
      new JobStore(knex),
      new JobLogStore(knex),
      logger,
      () => {},
    );
    broker.register({ kind: 'sync', lane: 'effect', run: async () => ({}) });
    service = new SyncService({
      sources: new Map([['test', source]]),
      repositories: test.repositories,
      log: test.log,
      assets: test.assets,
      broker,
      logger,
      synced: async () => {},
    });
    test.remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
    await service.pass();
    await test.sync();
    await knex('jobs').delete();
  });
  afterEach(() => test.close());

  it('asks for nothing where nothing moved, and once for what did', async () => {
    await service.pass();
    expect(await asked()).toEqual([]);
    listing = async () => [entry('acme/data', { pushedAt: '2' })];
    await service.pass();
    await service.pass();
    expect(await asked()).toEqual(['acme/data']);
  });

  it('makes one job of a push that is delivered twice', async () => {
    const push = {
      type: 'push',
      sourceId: 'test',
      repository: 'acme/data',
      ref: 'refs/heads/main',
      after: 'b'.repeat(40),
    } as const;
    await Promise.all([service.heard(push), service.heard(push)]);
    await service.heard(push);
    expect(await asked()).toHaveLength(1);
  });

  it('deletes nothing after an empty listing, or one that failed, and recovers', async () => {
    for (const answer of [
      async () => [],
      async () => Promise.reject(new Error('503')),
    ]) {
      listing = answer;
      await service.pass();
      expect(await test.assets.get('test:acme/data:digits')).toMatchObject({
        sync: { status: 'Unknown' },
      });
    }
    listing = async () => [entry('acme/data')];
    await service.pass();
    expect(await test.assets.get('test:acme/data:digits')).toMatchObject({
      sync: { status: 'Synced' },
    });
  });

  it('asks the host before it believes that a repository is gone', async () => {
    listing = async () => [entry('acme/other', { id: 'r2' })];
    found = async () => entry('elsewhere/data');
    await service.pass();
    expect(
      (await test.assets.get('test:acme/data:digits'))?.sync.reason,
    ).toMatch(/acme\/data is elsewhere\/data now/);
    found = async () => undefined;
    await service.pass();
    expect(await test.assets.get('test:acme/data:digits')).toBeUndefined();
  });

  it('follows a rename by the id of the repository', async () => {
    listing = async () => [entry('acme/digits-data')];
    await service.pass();
    expect(await test.assets.get('test:acme/digits-data:digits')).toBeDefined();
    expect(await asked()).toEqual([]);
  });

  it('notes that a repository was archived', async () => {
    listing = async () => [entry('acme/data', { archived: true })];
    await service.pass();
    expect(await test.assets.get('test:acme/data:digits')).toMatchObject({
      archived: true,
    });
  });

  it('sends nothing while the host asked for a pause, and says so', async () => {
    pausedUntil = new Date(Date.now() + 60_000).toISOString();
    listing = () => {
      throw new Error('asked in spite of the pause');
    };
    await service.pass();
    const [status] = await service.status();
    expect(status).toMatchObject({
      error: expect.stringMatching(/asked for a pause until/),
      rateLimit: { pausedUntil },
    });
  });
});
