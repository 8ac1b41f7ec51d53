/* eslint-disable no-restricted-imports, @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports -- how the backend walks, which it shows to nobody but tests and benches */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LineageReach } from '@greenroom/backstage-plugin-greenroom-backend/src/lineage/reach/LineageReach';
import knexFactory, { type Knex } from 'knex';
import { postgresSchema, sqliteIn } from './jobs/databases';
import { makeLineage } from './lineage/makeLineage';
import { walkInDatabase } from './lineage/walkInDatabase';
import { quantile } from './machine';
import { Report } from './Report';

/**
 * Everything downstream of a node: of a replica that holds nothing (cold), of one
 * that answered before (warm), of one after another replica's change, and of a
 * recursive query on the same database. Usage: lineage.ts [VERSIONS] [ROUNDS];
 * PostgreSQL where GREENROOM_TEST_POSTGRES is the connection string of a server.
 */
const MIGRATIONS = path.join(
  path.dirname(
    require.resolve(
      '@greenroom/backstage-plugin-greenroom-backend/package.json',
    ),
  ),
  'migrations',
);
const versions = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 5);
const COLD_MILLIS = 300;
const WARM_MILLIS = 50;
/** Half as large, to see how time grows. */
const SMALLER = 2;

async function measure(
  knex: Knex,
  count: number,
  report: Report,
): Promise<void> {
  const made = await makeLineage(knex, count);
  report.print(
    `  ${made.versions.toLocaleString(
      'en',
    )} versions, ${made.edges.toLocaleString('en')} edges`,
  );
  const packing = new LineageReach(knex);
  const asRows = await millisOf(() => packing.current());
  report.print(`  read as rows, once: ${asRows.toFixed(0)} ms`);
  await packing.keepSnapshot();
  const [root] = made.starts;
  const times: Record<string, number[]> = {};
  const note = async (what: string, act: () => Promise<number>) => {
    const started = performance.now();
    const found = await act();
    (times[what] ??= []).push(performance.now() - started);
    return found;
  };
  const below = async (reach: LineageReach, start: number) => {
    const { edges } = await reach.current();
    return edges.walk([start], { direction: 'downstream' }).nodes.length;
  };
  const before = heldMegabytes();
  const replicas = Array.from({ length: rounds }, () => new LineageReach(knex));
  const warm = replicas[0];
  for (const [round, replica] of replicas.entries()) {
    const cold = await note('cold, all of it', () => below(replica, root));
    const again = await note('warm, all of it', () => below(replica, root));
    const peer = await note('recursive query, all of it', () =>
      walkInDatabase(knex, root),
    );
    report.same(
      `nodes below the first (round ${round + 1})`,
      [cold, again],
      [peer, peer],
    );
  }
  const held = (heldMegabytes() - before) / rounds;
  for (const start of made.starts) {
    const ours = await note('warm, any node', () => below(warm, start));
    if (start % 5 !== 0) continue;
    const peer = await note('recursive query, any node', () =>
      walkInDatabase(knex, start),
    );
    if (ours !== peer) report.same(`nodes below ${start}`, ours, peer);
  }
  for (let i = 0; i < rounds; i++) {
    const changed = 2 + i;
    await knex('lineage_edges')
      .where({ number: made.edges - i })
      .update({ gone: true, changed });
    await knex('lineage_state').update({ revision: changed });
    await note('after a change elsewhere', () => below(warm, root));
  }
  for (const [what, all] of Object.entries(times))
    report.print(
      `  ${what.padEnd(28)} median ${quantile(all, 0.5).toFixed(
        1,
      )} ms, p95 ${quantile(all, 0.95).toFixed(1)} ms, of ${all.length}`,
    );
  report.print(`  held in memory by a replica: ${held.toFixed(0)} MB`);
  report.atMost(
    'cold',
    quantile(times['cold, all of it'], 0.5),
    COLD_MILLIS,
    ' ms',
  );
  report.atMost(
    'warm',
    quantile(times['warm, all of it'], 0.5),
    WARM_MILLIS,
    ' ms',
  );
  report.atMost(
    'after a change elsewhere',
    quantile(times['after a change elsewhere'], 0.5),
    WARM_MILLIS,
    ' ms',
  );
}

async function millisOf(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** Buffers of typed arrays are outside of the heap. */
function heldMegabytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

async function onDatabase(config: Knex.Config, count: number, report: Report) {
  const knex = knexFactory(config);
  try {
    await knex.migrate.latest({
      directory: MIGRATIONS,
    });
    await measure(knex, count, report);
  } finally {
    await knex.destroy();
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(
    path.join(os.tmpdir(), 'greenroom-bench-lineage-'),
  );
  const report = new Report();
  const server = process.env.GREENROOM_TEST_POSTGRES;
  try {
    for (const count of [Math.ceil(versions / SMALLER), versions]) {
      report.print('\nSQLite');
      await onDatabase(sqliteIn(folder), count, report);
      if (!server) continue;
      report.print('\nPostgreSQL');
      await onDatabase(await postgresSchema(server), count, report);
    }
    if (!server)
      report.print('\nNot on PostgreSQL: GREENROOM_TEST_POSTGRES is not set.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  report.end();
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
