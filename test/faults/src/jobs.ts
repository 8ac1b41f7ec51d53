import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  loadPostgresTools,
  postgresSchema,
  Replica,
  Report,
  sqliteIn,
  until,
} from '@greenroom/test-bench';
import type { Knex } from 'knex';
import { type Fault, FAULTS } from './jobs/faults';
import { Ledger } from './jobs/Ledger';
import { TcpProxy } from './jobs/TcpProxy';
import { allWorkers } from './jobs/workersOf';

/**
 * Jobs on two replicas over PostgreSQL and on one over SQLite, while workers,
 * replicas, the database and connections end by force. Afterwards every job has
 * its answer, committed once, and no worker is left.
 */
const [JOBS, MILLIS] = [process.argv[2] ?? '60', process.argv[3] ?? '400'].map(
  Number,
);
/** Short, so that a dead worker is noticed within the patience of who waits. */
const LEASE_SECONDS = 3;
const WORKERS = { compute: 2, effect: 0 };
const ORPHAN_SECONDS = 10;

const numbers = Array.from({ length: JOBS }, (_, i) => i);
const report = new Report();

async function suffer(
  fault: Fault,
  configs: readonly Knex.Config[],
  rest: { server?: { crash(): Promise<void> }; proxy?: TcpProxy },
): Promise<void> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-faults-'));
  const direct = configs.at(-1)!;
  const start = (knex: Knex.Config) =>
    Replica.start({
      knex,
      directory,
      leaseSeconds: LEASE_SECONDS,
      workers: WORKERS,
    });
  const replicas: Replica[] = [];
  for (const config of configs) replicas.push(await start(config));
  const ledger = await Ledger.open(direct);
  try {
    await replicas.at(-1)!.ask('work', numbers, MILLIS);
    const did = await fault.run({
      ledger,
      replicas,
      leaseSeconds: LEASE_SECONDS,
      startReplica: () => start(direct),
      ...rest,
    });
    const outcome = await ledger.settle(
      path.join(directory, 'artifacts'),
      JOBS,
    );
    report.print(
      `${direct.client}, ${fault.name}: ${did}; then ${
        outcome.jobs
      } jobs at an end after ${outcome.seconds.toFixed(1)} s, ${
        outcome.again
      } attempts made again`,
    );
    report.same('lost', outcome.lost, 0);
    report.same('committed twice', outcome.doubled, 0);
  } finally {
    await Promise.all(replicas.map(replica => replica.kill()));
    await ledger.close();
    rmSync(directory, { recursive: true, force: true });
  }
  await until(
    'the end of every worker',
    async () => allWorkers().length === 0,
    {
      everyMillis: 100,
      atMostSeconds: ORPHAN_SECONDS,
    },
  );
}

async function main(): Promise<void> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-faults-'));
  const { startPostgres } = await loadPostgresTools();
  const server = await startPostgres();
  try {
    for (const fault of FAULTS) {
      if (fault.databases.includes('better-sqlite3'))
        await suffer(fault, [sqliteIn(directory)], {});
      const direct = await postgresSchema(server.url);
      const proxy = await TcpProxy.to(Number(new URL(server.url).port));
      const through = new URL(server.url);
      through.port = String(proxy.port);
      await suffer(fault, [{ ...direct, connection: through.href }, direct], {
        server,
        proxy,
      });
      proxy.close();
    }
    report.end();
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(process.exitCode ?? 0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
