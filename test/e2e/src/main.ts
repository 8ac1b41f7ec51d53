import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@greenroom/test-sources';
import { boxLabels } from './boxLabels';
import { Portal } from './journey';
import { openBrowser } from './openBrowser';
import { otherJourneys, signIn } from './otherJourneys';
import { otherTasks } from './otherTasks';
import { reviewOfReader } from './reviews';
import { Tally } from './Tally';
import { arrival, enter, theLoop } from './theLoop';
import { voteLabels } from './voteLabels';

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
  const tally = new Tally();
  const demo = await startDemo(state);
  const browser = await openBrowser();
  try {
    const open = () => Portal.open(browser, demo.url, demo.hostUrl);
    const guest = await open();
    await tally.attempt(arrival, guest);
    // Another guest, whose data sets and models are others: half of a walk is waiting.
    const other = await open();
    await enter(other);
    await Promise.all([
      tally.walk(theLoop, guest),
      tally.walk([...voteLabels, ...boxLabels, ...otherTasks], other),
    ]);
    await tally.walk(otherJourneys, guest);
    await tally.attempt(
      {
        name: 'no page wrote an error to the console',
        async run() {
          const errors = [...guest.consoleErrors, ...other.consoleErrors];
          if (errors.length > 0) throw new Error(errors.join('\n'));
        },
      },
      guest,
    );
    await tally.attempt(signIn, await open());
    const reviewer = await open();
    await tally.attempt(
      {
        name: 'a model is reviewed from request to signed decision: its author is refused, the reviewer is taken, and the decision verifies offline',
        run: async author =>
          reviewOfReader(
            author,
            reviewer,
            process.env.GREENROOM_E2E_STATE ?? state,
          ),
      },
      await open(),
    );
  } finally {
    await browser.close();
    await demo.stop();
    await rm(state, { recursive: true, force: true });
  }
  if (process.env.GREENROOM_E2E_RESULT) {
    const { passed, failed } = tally;
    await writeFile(
      process.env.GREENROOM_E2E_RESULT,
      JSON.stringify({ passed, failed }),
    );
  }
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
