import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  freePort,
  loadDemoTools,
  PortalClient,
  type AssetsAnswer,
  type SourcesAnswer,
  until,
} from '@greenroom/test-bench';
import {
  manyRepositories,
  type RecordedRequest,
  startHost,
} from '@greenroom/test-github';

/**
 * Two replicas over one PostgreSQL sync one organisation; one of them is
 * killed in the middle. No asset may be missed, none doubled, and no
 * repository read by both at once. Needs GREENROOM_TEST_POSTGRES.
 */
const [repositories, manifests] = [
  process.argv[2] ?? '120',
  process.argv[3] ?? '5',
].map(Number);
const TOKEN = 'faults-token';
const SECRET = 'faults-secret';
const server = process.env.GREENROOM_TEST_POSTGRES;
if (!server) {
  console.error(
    'GREENROOM_TEST_POSTGRES is not set. Run this by `npm test -- faults`, or give the connection string of a server.',
  );
  process.exit(2);
}

function overlay(connection: URL): string {
  return JSON.stringify({
    backend: {
      database: {
        client: 'pg',
        connection: {
          host: connection.hostname,
          port: Number(connection.port),
          user: decodeURIComponent(connection.username),
          password: decodeURIComponent(connection.password),
          ssl: false,
        },
        prefix: 'faults_',
      },
    },
    catalog: { locations: [] },
    greenroom: {
      workers: { effect: 2 },
      schedule: {
        frequency: { seconds: 5 },
        timeout: { minutes: 5 },
        // Both are there when the first pass begins.
        initialDelay: { seconds: 20 },
      },
    },
  });
}

async function main(): Promise<void> {
  const state = mkdtempSync(path.join(os.tmpdir(), 'greenroom-faults-'));
  const ports = [await freePort(), await freePort()];
  const hostPort = await freePort();
  const requests: RecordedRequest[] = [];
  Object.assign(process.env, {
    GREENROOM_GITHUB_TOKEN: TOKEN,
    GREENROOM_WEBHOOK_SECRET: SECRET,
  });
  const host = await startHost(
    {
      port: hostPort,
      portalPort: ports[1],
      state,
      integrationToken: TOKEN,
      webhookSecret: SECRET,
    },
    () => {},
    {
      repositories: manyRepositories(repositories, manifests),
      record: request => requests.push(request),
    },
  );
  const config = path.join(state, 'faults.json');
  writeFileSync(config, overlay(new URL(server!)));
  const { startPortal } = await loadDemoTools();
  const first = await startPortal({
    name: 'first',
    port: ports[0],
    hostPort,
    state,
    configs: [config],
  });
  const second = await startPortal({
    name: 'second',
    port: ports[1],
    hostPort,
    state,
    configs: [config],
  });
  try {
    const client = new PortalClient(second.url);
    const wanted = repositories * manifests;
    const total = async () =>
      (await client.get<AssetsAnswer>('/greenroom/assets?limit=1')).total;
    await until(
      'a third of the assets',
      async () => (await total()) > wanted / 3,
      { everyMillis: 100, atMostSeconds: 300 },
    );
    const atKill = await total();
    first.kill();
    console.log(`killed one of two replicas at ${atKill} of ${wanted} assets`);
    const seconds = await until(
      'every asset',
      async () => {
        const [source] = (await client.get<SourcesAnswer>('/greenroom/sources'))
          .items;
        return (
          (await total()) === wanted &&
          source.pending === 0 &&
          source.repositories === repositories
        );
      },
      { everyMillis: 500, atMostSeconds: 600 },
    );
    const ids: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page: { items: { id: string }[]; nextAfter?: string } =
        await client.get(
          `/greenroom/entities?limit=500&after=${encodeURIComponent(cursor)}`,
        );
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextAfter;
    }
    const missing = wanted - new Set(ids).size;
    const doubled = ids.length - new Set(ids).size;
    await until(
      'every entity in the catalog',
      async () => {
        const { totalItems } = await client.get<{ totalItems: number }>(
          '/catalog/entities/by-query?limit=1&filter=metadata.annotations.greenroom.dev/provided=true',
        );
        return totalItems === wanted;
      },
      { everyMillis: 1_000, atMostSeconds: 600 },
    );
    const trees = requests.filter(({ path: asked }) =>
      asked.includes('/git/trees/'),
    ).length;
    console.log(
      `the other finished after ${seconds.toFixed(1)} s: ${
        ids.length
      } assets, ${missing} missing, ${doubled} doubled; ${trees} trees read for ${repositories} repositories`,
    );
    if (missing !== 0 || doubled !== 0) process.exitCode = 1;
  } finally {
    await second.stop();
    first.kill();
    await host.close();
    rmSync(state, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(process.exitCode ?? 0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
