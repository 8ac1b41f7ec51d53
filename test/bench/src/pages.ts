import os from 'node:os';
import { chromium } from 'playwright-core';
import { loadBrowserTools, loadDemoTools } from './demoTools';
import { ApiClient } from './pages/ApiClient';
import { findLargeAssets } from './pages/LargeAssets';
import { measureApi } from './pages/measureApi';
import { measurePages } from './pages/measurePages';
import { places } from './pages/places';
import { settle } from './pages/settle';

/**
 * Every page on `npm run demo:large` as a person opens it, and the API behind
 * it. Usage: pages.ts [TIMES] [ONLY PLACES WITH THIS IN THEIR NAME]
 *
 * It starts the large demo, or uses the one at GREENROOM_BENCH_RUNNING.
 */
const times = Number(process.argv[2] ?? 15);
const only = process.argv[3]?.toLowerCase() ?? '';

async function main(): Promise<void> {
  const running = process.env.GREENROOM_BENCH_RUNNING;
  const demo = running
    ? { url: running, stop: async () => {} }
    : await (await loadDemoTools()).startLargeDemo(what => console.log(what));
  const { findBrowser, BROWSER_FLAGS } = await loadBrowserTools();
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...BROWSER_FLAGS],
  });
  let slow: string[] = [];
  try {
    const client = new ApiClient(demo.url);
    const started = performance.now();
    await settle(client.greenroom);
    console.log(
      `everything was read after ${(
        (performance.now() - started) /
        1000
      ).toFixed(0)} s`,
    );
    const assets = await findLargeAssets(client.greenroom);
    const chosen = places(assets).filter(({ name }) =>
      name.toLowerCase().includes(only),
    );
    console.log(
      `\n| page | ms p50 | ms p95 | by address, ms p50 | requests | kB | longest task, ms p95 |\n|---|---:|---:|---:|---:|---:|---:|`,
    );
    const pages = await measurePages(browser, demo.url, chosen, times);
    slow = pages.flatMap(({ place, failure }) => (failure ? place.name : []));
    console.log(
      `\n| answer of the API | ms p50 | ms p95 | longest |\n|---|---:|---:|---:|`,
    );
    for (const figure of await measureApi(client, assets)) {
      const { name, medianMillis, p95Millis, longestMillis } = figure;
      console.log(
        `| ${name} | ${[medianMillis, p95Millis, longestMillis]
          .map(millis => millis.toFixed(0))
          .join(' | ')} |`,
      );
      if (p95Millis > figure.atMostMillis) slow.push(name);
    }
    console.log(`\nseen on ${os.cpus().length} cores`);
  } finally {
    await browser.close();
    await demo.stop();
  }
  if (slow.length > 0)
    throw new Error(`Slower than 200 ms, or not there: ${slow.join('; ')}.`);
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
