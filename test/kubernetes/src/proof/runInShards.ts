import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  answerRun,
  type Report,
  shardedRun,
  until,
} from '@greenroom/test-bench';
import type { Site } from './Site';

const ROWS = 60_000;
const LIMITS = { memoryBytes: 8e9, timeSeconds: 600, diskBytes: 1e9 };
/** For a worker from source to be at its rows. */
const SOON = { everyMillis: 50, atMostSeconds: 120 };

/** A run of a model as one Job, as the indexes of one, and where one index is lost half-way. */
export async function runInShards(
  site: Site,
  image: string,
  report: Report,
): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'greenroom-run-'));
  const { executor, close } = await site.open(site, {
    limits: LIMITS,
    config: { image },
  });
  try {
    const input = await shardedRun(folder, ROWS);
    const whole = await answerRun(executor, input, 1);
    const expected = [whole.answer, whole.predictions];
    const cut = await answerRun(executor, input, 2);
    report.same(
      `a run of ${ROWS.toLocaleString(
        'en',
      )} rows as one Job in ${whole.wallSeconds.toFixed(
        1,
      )} s, as two indexes of one and their merge in ${cut.wallSeconds.toFixed(
        1,
      )} s: figures, intervals and predictions`,
      [cut.answer, cut.predictions],
      expected,
    );
    const heard: string[] = [];
    const answer = answerRun(executor, input, 2, line => heard.push(line));
    answer.catch(() => {});
    const isAtWork = async () => heard.join().includes('Running its rows');
    await until('a shard at its rows', isAtWork, SOON);
    await site.kubelet.evict('The spot node is reclaimed.', pod =>
      /-1-[^-]+$/.test(pod),
    );
    const mended = await answer;
    const again = heard.filter(line => line.includes('is done again:'));
    report.same(
      'a run one of whose indexes is lost half-way, and done again alone',
      [mended.answer, mended.predictions, again],
      [
        ...expected,
        [
          'Shard 1 is done again: Its pod was taken away: The spot node is reclaimed..',
        ],
      ],
    );
  } finally {
    close();
    rmSync(folder, { recursive: true, force: true });
  }
}
