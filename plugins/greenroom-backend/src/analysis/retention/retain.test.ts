import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DirectoryArtifacts } from '../../artifacts/DirectoryArtifacts';
import { testDatabases } from '../../database/testDatabases';
import { JobStore } from '../../jobs/JobStore';
import { AnalysisStore } from '../AnalysisStore';
import { retain } from './retain';

/** A real server, on a machine that may be busy. */
jest.setTimeout(60_000);

const DAY_MILLIS = 24 * 3_600_000;
const KEPT_MILLIS = 30 * DAY_MILLIS;

describe.each(testDatabases())('retain on $name', ({ knex: connect }) => {
  let knex: Knex;
  let jobs: JobStore;
  let artifacts: DirectoryArtifacts;
  let directory: string;

  beforeEach(async () => {
    knex = await connect();
    jobs = new JobStore(knex);
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-retain-'));
    artifacts = new DirectoryArtifacts(path.join(directory, 'artifacts'));
  });
  afterEach(async () => {
    await knex.destroy();
    rmSync(directory, { recursive: true, force: true });
  });

  const pass = (now = Date.now()) =>
    retain(
      { knex, artifacts, logger: mockServices.logger.mock() },
      KEPT_MILLIS,
      now,
    );
  /** A job that ended that many days ago. */
  const ended = async (key: string, days: number, result: unknown = null) => {
    await jobs.ask({ kind: 'test', lane: 'compute', key, payload: {} });
    const lease = (await jobs.claim('compute'))!;
    await jobs.succeed(lease, result);
    await knex('jobs')
      .where({ key })
      .update({ finished_at: Date.now() - days * DAY_MILLIS });
    return lease.job.id;
  };
  const artifact = async (content: string, ageDays: number) => {
    const file = path.join(directory, 'made.parquet');
    writeFileSync(file, content);
    const name = await artifacts.put(file);
    const then = new Date(Date.now() - ageDays * DAY_MILLIS);
    await utimes(artifacts.pathOf(name), then, then);
    return name;
  };
  const isKept = async (name: string) => (await artifacts.sizeBytes(name)) > 0;

  it('forgets a job that ended long ago and at which nothing points', async () => {
    const old = await ended('old', 31);
    const recent = await ended('recent', 29);
    await pass();
    expect(await jobs.get(old)).toBeUndefined();
    expect(await jobs.get(recent)).toBeDefined();
  });

  it('keeps a job that an analysis points at, however old', async () => {
    const id = await ended('old', 365);
    await new AnalysisStore(knex, jobs).point('labels', 'v1', id);
    await pass();
    expect(await jobs.get(id)).toBeDefined();
  });

  it('keeps a job that is tried again, however old', async () => {
    const { id } = await jobs.ask({
      kind: 'test',
      lane: 'compute',
      key: 'away',
      payload: {},
    });
    const again = new Date(Date.now() + DAY_MILLIS);
    await jobs.fail((await jobs.claim('compute'))!, 'the host is away', again);
    await knex('jobs').where({ id }).update({ finished_at: 1 });
    await pass();
    expect(await jobs.get(id)).toBeDefined();
  });

  it('drops an artifact with the last job that names it', async () => {
    const shared = await artifact('shared', 40);
    const single = await artifact('single', 40);
    await ended('old', 31, { issuesArtifact: shared, scoresArtifact: single });
    await ended('recent', 1, { issuesArtifact: shared });
    await pass();
    expect(await isKept(single)).toBe(false);
    expect(await isKept(shared)).toBe(true);
  });

  it('keeps an artifact that a job which waits is asked about', async () => {
    const name = await artifact('input', 40);
    await jobs.ask({
      kind: 'test',
      lane: 'compute',
      key: 'waiting',
      payload: { files: { t: name } },
    });
    await pass();
    expect(await isKept(name)).toBe(true);
  });

  it('keeps a young artifact that nothing names yet', async () => {
    const name = await artifact('young', 0.5);
    await pass();
    expect(await isKept(name)).toBe(true);
  });

  it('keeps an old artifact that was just made again', async () => {
    const name = await artifact('again', 40);
    const file = path.join(directory, 'again.parquet');
    writeFileSync(file, 'again');
    await artifacts.put(file);
    await pass();
    expect(await isKept(name)).toBe(true);
  });
});
