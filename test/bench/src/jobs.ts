import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import knexFactory, { Knex } from 'knex';
import { loadPostgresTools } from './demoTools';
import { postgresSchema, sqliteIn } from './jobs/databases';
import { type Blocked, Replica } from './jobs/Replica';
import { until } from './PortalClient';
import { Report } from './Report';

/**
 * How many small jobs a minute the store takes in and works off, and how long
 * the event loop of a replica is blocked meanwhile, and while workers compute.
 */
const SIZES = {
  sqlite: { replicas: 1, jobs: 1_000, perMinute: 1_000 },
  postgres: { replicas: 2, jobs: 5_000, perMinute: 5_000 },
};
const COMPUTATIONS = 40;
const COMPUTE_MILLIS = 200;
const BLOCKED_AT_MOST_MILLIS = 20;
const PATIENCE_SECONDS = 300;
/** As the plugin's defaults. */
const WORKERS = { compute: 1, effect: 2 };
const LEASE_SECONDS = 30;

async function measure(
  report: Report,
  name: string,
  config: Knex.Config,
  size: typeof SIZES.sqlite,
): Promise<void> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-bench-'));
  const replicas: Replica[] = [];
  const knex = knexFactory(config);
  const open = async () => {
    const [{ n }] = await knex('jobs')
      .whereIn('state', ['queued', 'running'])
      .count({ n: '*' });
    return Number(n);
  };
  const worked = async (
    kind: 'small' | 'work',
    jobs: number,
    millis: number,
  ): Promise<number> => {
    const began = performance.now();
    const share = Math.ceil(jobs / replicas.length);
    await Promise.all(
      replicas.map((replica, i) =>
        replica.ask(
          kind,
          Array.from(
            { length: Math.min(share, jobs - i * share) },
            (_, j) => i * share + j,
          ),
          millis,
        ),
      ),
    );
    await until('the end of all jobs', async () => (await open()) === 0, {
      everyMillis: 50,
      atMostSeconds: PATIENCE_SECONDS,
    });
    return (performance.now() - began) / 1000;
  };
  const blocked = async (what: string) => {
    const found = await Promise.all(replicas.map(each => each.blocked()));
    const longest = (of: keyof Blocked) =>
      Math.max(...found.map(each => each[of]));
    report.print(
      `  turns of the event loop ${what}: 99 of 100 within ${longest(
        'p99Millis',
      ).toFixed(1)} ms, the longest ${longest('longestMillis').toFixed(
        1,
      )} ms by the clock of a machine with ${os
        .loadavg()[0]
        .toFixed(1)} processes waiting`,
    );
    report.atMost(
      `its own work in one turn ${what}`,
      longest('longestOwnMillis'),
      BLOCKED_AT_MOST_MILLIS,
      ' ms',
    );
  };
  try {
    for (let i = 0; i < size.replicas; i++)
      replicas.push(
        await Replica.start({
          knex: config,
          directory,
          leaseSeconds: LEASE_SECONDS,
          workers: WORKERS,
        }),
      );
    await worked('small', size.replicas, 0);
    await Promise.all(replicas.map(each => each.blocked()));
    report.print(`\n${name}, ${size.replicas} replicas`);
    await knex('jobs').delete();
    const seconds = await worked('small', size.jobs, 0);
    report.atLeast(
      `small jobs asked for and done, of ${size.jobs}`,
      (size.jobs / seconds) * 60,
      size.perMinute,
      ' a minute',
    );
    await blocked('while small jobs are done');
    const computing = await worked('work', COMPUTATIONS, COMPUTE_MILLIS);
    report.print(
      `  ${COMPUTATIONS} computations of ${COMPUTE_MILLIS} ms, each a process, in ${computing.toFixed(
        1,
      )} s`,
    );
    await blocked('while computations run');
  } finally {
    await Promise.all(replicas.map(replica => replica.kill()));
    await knex.destroy();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const report = new Report();
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-bench-'));
  const { startPostgres } = await loadPostgresTools();
  const server = await startPostgres();
  try {
    await measure(report, 'SQLite', sqliteIn(directory), SIZES.sqlite);
    await measure(
      report,
      'PostgreSQL',
      await postgresSchema(server.url),
      SIZES.postgres,
    );
    report.end();
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error.message);
    process.exit(1);
  },
);
