/* eslint-disable no-restricted-imports, @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports -- the backend's own processes */
import { LocalExecutor } from '@greenroom/backstage-plugin-greenroom-backend/src/compute/LocalExecutor';
import type { Section } from '../Section';
import type { InferenceBench } from './InferenceBench';
import { answerRun, shardedRun } from './shardedRun';

const ROWS = 100_000;
const LIMITS = { memoryBytes: 8e9, timeSeconds: 1_800, diskBytes: 20e9 };
/** Each way in turns, so that what else the machine does meets both. */
const ROUNDS = 3;

/** One run in one process, and in two shards at once. */
export const shards: Section<InferenceBench> = {
  name: 'shards',
  async run(report, { folder }) {
    const input = await shardedRun(folder, ROWS);
    const executor = new LocalExecutor(LIMITS, { atATime: 2 });
    // Its program is made at its first start.
    await answerRun(executor, await shardedRun(folder, 1_000), 1);
    await shardedRun(folder, ROWS);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const whole = await answerRun(executor, input, 1);
      const cut = await answerRun(executor, input, 2);
      ratios.push(whole.wallSeconds / cut.wallSeconds);
      report.print(
        `  ${ROWS.toLocaleString(
          'en',
        )} rows whole in ${whole.wallSeconds.toFixed(
          1,
        )} s, in two shards and their merge in ${cut.wallSeconds.toFixed(1)} s`,
      );
      for (const part of Object.keys(
        whole.answer,
      ) as (keyof typeof whole.answer)[])
        report.same(part, cut.answer[part], whole.answer[part]);
      report.same('predictions.parquet', cut.predictions, whole.predictions);
    }
    ratios.sort((a, b) => a - b);
    report.print(
      `  median of ${ROUNDS} rounds: ${ratios[Math.floor(ROUNDS / 2)].toFixed(
        2,
      )} times as fast`,
    );
  },
};
