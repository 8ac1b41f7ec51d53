import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { Check, Portal } from './journey';
import { otherJourneys, signIn } from './otherJourneys';
import { otherTasks } from './otherTasks';
import { theLoop } from './theLoop';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Demo = { url: string; hostUrl: string; stop(): Promise<void> };

/** Starts the demo as `npm start` does, on ports and in a folder of its own. */
async function startDemo(state: string): Promise<Demo> {
  const running = process.env.GREENROOM_E2E_RUNNING;
  if (running) {
    const [url, hostUrl] = running.split(',');
    return { url, hostUrl, stop: async () => {} };
  }
  const tools = path.resolve(
    path.dirname(require.resolve('@greenroom/test-e2e/package.json')),
    '../../tools/demo.mjs',
  );
  const demo = (await import(tools)) as {
    startDemo(options: {
      port: number;
      hostPort: number;
      state: string;
    }): Promise<Demo>;
  };
  return demo.startDemo({
    port: await freePort(),
    hostPort: await freePort(),
    state,
  });
}

async function main(): Promise<void> {
  const state = await mkdtemp(path.join(os.tmpdir(), 'greenroom-e2e-'));
  const counts = { passed: 0, failed: 0 };
  const demo = await startDemo(state);
  const browser = await chromium.launch({
    executablePath: process.env.GREENROOM_BROWSER ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  const attempt = async (check: Check, portal: Portal) => {
    const startedAt = Date.now();
    try {
      await check.run(portal);
      counts.passed++;
      console.log(
        `  ✓ ${check.name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`,
      );
    } catch (error) {
      counts.failed++;
      console.log(
        `  ✗ ${check.name}\n    ${(error as Error).message.replace(
          /\n/g,
          '\n    ',
        )}`,
      );
      await portal.page
        .screenshot({
          path: path.join(os.tmpdir(), 'greenroom-e2e-failure.png'),
        })
        .catch(() => {});
    }
  };
  try {
    const guest = await Portal.open(browser, demo.url, demo.hostUrl);
    for (const check of [...theLoop, ...otherTasks, ...otherJourneys])
      await attempt(check, guest);
    await attempt(
      {
        name: 'no page wrote an error to the console',
        async run({ consoleErrors }) {
          if (consoleErrors.length > 0)
            throw new Error(consoleErrors.join('\n'));
        },
      },
      guest,
    );
    await attempt(signIn, await Portal.open(browser, demo.url, demo.hostUrl));
  } finally {
    await browser.close();
    await demo.stop();
    await rm(state, { recursive: true, force: true });
  }
  if (process.env.GREENROOM_E2E_RESULT) {
    await writeFile(process.env.GREENROOM_E2E_RESULT, JSON.stringify(counts));
  }
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => probe.once('listening', resolve));
  const { port } = probe.address() as net.AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return port;
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
