import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@greenroom/test-sources';
import { Portal } from './journey';
import { openLayouts } from './layouts/openLayouts';
import { walkLayout } from './layouts/walkLayout';
import { openBrowser } from './openBrowser';
import { Tally } from './Tally';
import { enter } from './theLoop';

/**
 * A repair from the page to git and back, where the data is not on the emulated
 * GitHub: on a plain git remote, in Git LFS, and tracked by DVC on an emulated S3.
 */
async function main(): Promise<void> {
  const state = await mkdtemp(path.join(os.tmpdir(), 'greenroom-layouts-'));
  const opened = await openLayouts(state);
  const config = path.join(state, 'layouts.json');
  await writeFile(config, JSON.stringify(opened.config));
  const tally = new Tally();
  const portal = await startPortal(state, config);
  const browser = await openBrowser();
  try {
    // Nobody listens at the git host of the demo: these remotes are all there is.
    const guest = await Portal.open(browser, portal.url, '');
    await enter(guest);
    for (const layout of opened.layouts)
      await tally.walk(walkLayout(layout), guest);
  } finally {
    await browser.close();
    await portal.stop();
    await opened.close();
    await rm(state, { recursive: true, force: true });
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

async function startPortal(state: string, config: string) {
  const tools = (await import(
    path.resolve(
      path.dirname(require.resolve('@greenroom/test-e2e/package.json')),
      '../../tools/demo.mjs',
    )
  )) as {
    startPortal(options: {
      name: string;
      port: number;
      hostPort: number;
      state: string;
      configs: readonly string[];
    }): Promise<{ readonly url: string; stop(): Promise<void> }>;
  };
  return tools.startPortal({
    name: 'portal',
    port: await freePort(),
    hostPort: await freePort(),
    state,
    configs: [config],
  });
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
