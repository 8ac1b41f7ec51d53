import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  manyRepositories,
  pushFiles,
  type RecordedRequest,
  startHost,
} from '@greenroom/test-github';
import { loadDemoTools } from './demoTools';
import { coreSeconds, freePort, peakMegabytes, quantile } from './machine';
import {
  type AssetsAnswer,
  PortalClient,
  type SourcesAnswer,
  until,
} from './PortalClient';

/**
 * First sync of many repositories, a pass in which nothing changed, and one
 * push, through the whole portal. Usage: sync.ts [REPOSITORIES] [MANIFESTS]
 */
const [repositories, manifests] = [
  process.argv[2] ?? '1000',
  process.argv[3] ?? '10',
].map(Number);
const TOKEN = 'bench-token';
const SECRET = 'bench-secret';

/** Requests by what they ask for. */
function classOf({ path: asked }: RecordedRequest): string {
  if (/^\/orgs\/[^/]+\/repos/.test(asked)) return 'listing';
  if (/\/git\/trees\//.test(asked)) return 'tree';
  if (/\/git\/blobs\//.test(asked)) return 'blob';
  if (/\/(matching-refs|tags)/.test(asked)) return 'tags';
  if (/\/compare\//.test(asked)) return 'compare';
  return /\/commits/.test(asked) ? 'commits' : 'other';
}

function summary(requests: readonly RecordedRequest[]): string {
  const counts = new Map<string, number>();
  for (const request of requests) {
    const key =
      request.status === 304 ? `${classOf(request)} (304)` : classOf(request);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return `${requests.length} (${[...counts]
    .map(([key, n]) => `${key} ${n}`)
    .join(', ')})`;
}

/** Asks the catalog all the while, as people would. */
function watchCatalog(portal: PortalClient) {
  const millis: number[] = [];
  let isOn = true;
  const watching = (async () => {
    while (isOn) {
      const started = performance.now();
      await portal
        .get('/catalog/entities/by-query?limit=20')
        .catch(() => undefined);
      millis.push(performance.now() - started);
      await new Promise(done => setTimeout(done, 250));
    }
  })();
  return async () => {
    isOn = false;
    await watching;
    return `median ${quantile(millis, 0.5).toFixed(0)} ms, 95 % ${quantile(
      millis,
      0.95,
    ).toFixed(0)} ms, longest ${Math.max(...millis).toFixed(0)} ms (${
      millis.length
    } requests)`;
  };
}

async function main(): Promise<void> {
  const state = mkdtempSync(path.join(os.tmpdir(), 'greenroom-bench-'));
  const [port, hostPort] = [await freePort(), await freePort()];
  let requests: RecordedRequest[] = [];
  Object.assign(process.env, {
    GREENROOM_GITHUB_TOKEN: TOKEN,
    GREENROOM_WEBHOOK_SECRET: SECRET,
  });
  console.log(
    `filling a host with ${repositories} repositories of ${manifests} manifests`,
  );
  const host = await startHost(
    {
      port: hostPort,
      portalPort: port,
      state,
      integrationToken: TOKEN,
      webhookSecret: SECRET,
    },
    () => {},
    {
      repositories: manyRepositories(repositories, manifests),
      record: request => requests.push(request),
      spareTokens: Math.ceil((repositories * (manifests + 8)) / 1_500),
    },
  );
  const overlay = path.join(state, 'bench.yaml');
  const workers = process.env.GREENROOM_BENCH_WORKERS ?? '4';
  writeFileSync(
    overlay,
    `catalog: { locations: [] }\ngreenroom: { workers: { effect: ${workers} }, schedule: { frequency: { seconds: 20 }, timeout: { minutes: 10 }, initialDelay: { seconds: 1 } } }\n`,
  );
  const { startPortal } = await loadDemoTools();
  const started = performance.now();
  const portal = await startPortal({
    name: 'portal',
    port,
    hostPort,
    state,
    configs: [overlay],
  });
  try {
    const client = new PortalClient(portal.url);
    const ready = (performance.now() - started) / 1000;
    const computedBefore = coreSeconds(portal.pid);
    const stopWatching = watchCatalog(client);
    const wanted = repositories * manifests;
    let lastSeen = -1;
    const seconds = await until(
      'every manifest',
      async () => {
        const { items } = await client.get<SourcesAnswer>('/greenroom/sources');
        const { total } = await client.get<AssetsAnswer>(
          '/greenroom/assets?limit=1',
        );
        if (Math.floor(total / 1000) !== lastSeen)
          console.log(
            `  ${(lastSeen = Math.floor(
              total / 1000,
            ))},000 of ${wanted} assets`,
          );
        return (
          total === wanted &&
          items[0].repositories === repositories &&
          items[0].pending === 0
        );
      },
      { everyMillis: 1_000, atMostSeconds: 3_600 },
    );
    console.log(
      `first sync: ${seconds.toFixed(
        1,
      )} s after the portal was ready (${ready.toFixed(1)} s), ${(
        wanted / seconds
      ).toFixed(0)} manifests a second, ${(
        coreSeconds(portal.pid) - computedBefore
      ).toFixed(1)} s of a core; peak ${peakMegabytes(portal.pid)} MB`,
    );
    console.log(
      `  requests: ${summary(requests)}, ${(
        requests.length / repositories
      ).toFixed(1)} a repository`,
    );
    console.log(`  catalog meanwhile: ${await stopWatching()}`);
    const first = requests.length;

    requests = [];
    await until(
      'a pass',
      async () => requests.some(request => classOf(request) === 'listing'),
      { everyMillis: 200, atMostSeconds: 90 },
    );
    await new Promise(done => setTimeout(done, 8_000));
    console.log(
      `a pass in which nothing changed: ${summary(requests)}; ${(
        first / Math.max(1, requests.length)
      ).toFixed(0)}x fewer than the first sync`,
    );

    const repository = 'northlight/notes-0000';
    const entity = 'resource:default/notes-0000-0';
    const settled = await until(
      'every entity in the catalog',
      async () =>
        (
          await client.get<{ totalItems: number }>(
            '/catalog/entities/by-query?limit=1&filter=metadata.annotations.greenroom.dev/provided=true',
          )
        ).totalItems === wanted,
      { everyMillis: 2_000, atMostSeconds: 1_800 },
    );
    console.log(
      `the catalog had processed all of them ${settled.toFixed(0)} s later`,
    );
    const pages: number[] = [];
    const catalog: number[] = [];
    for (let i = 0; i < 5; i++) {
      requests = [];
      const words = `Told anew ${i}.`;
      await pushFiles(`${host.url}/api/v3`, TOKEN, repository, {
        'datasets/notes-0000-0/README.md': `---\npretty_name: notes-0000-0\ntask_categories: [text-classification]\n---\n\n${words}\n`,
      });
      const pushed = performance.now();
      const id = encodeURIComponent(`northlight:${repository}:notes-0000-0`);
      const page = until(
        'the push on the page',
        async () =>
          (
            await client.get<{ description?: string }>(
              `/greenroom/assets/${id}`,
            )
          ).description === words,
        { everyMillis: 25, atMostSeconds: 60 },
      );
      const inCatalog = until(
        'the push in the catalog',
        async () =>
          (
            await client.get<{ metadata: { description?: string } }>(
              `/catalog/entities/by-name/${entity.replace(/[:]/g, '/')}`,
            )
          ).metadata.description === words,
        { everyMillis: 50, atMostSeconds: 60 },
      );
      pages.push(await page);
      catalog.push(await inCatalog);
      if (i === 0)
        console.log(
          `one push: ${summary(
            requests.filter(({ method }) => method === 'GET'),
          )} within ${((performance.now() - pushed) / 1000).toFixed(1)} s`,
        );
    }
    const words = (values: readonly number[]) =>
      `median ${quantile(values, 0.5).toFixed(2)} s, longest ${Math.max(
        ...values,
      ).toFixed(2)} s`;
    console.log(
      `  visible on the page after ${words(
        pages,
      )}; in the catalog after ${words(catalog)} (5 pushes)`,
    );
    console.log(`  peak ${peakMegabytes(portal.pid)} MB`);
  } finally {
    await portal.stop();
    await host.close();
    rmSync(state, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
