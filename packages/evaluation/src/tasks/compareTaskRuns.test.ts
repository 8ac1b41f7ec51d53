import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PredictionWriter } from '../PredictionWriter';
import { compareTaskRuns } from './compareTaskRuns';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-task-runs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(
  name: string,
  rows: readonly (readonly [given: string, predicted: string])[],
) {
  const file = path.join(folder, `${name}.parquet`);
  const writer = await PredictionWriter.open();
  await writer.append(
    rows.map(([given, predicted], i) => ({
      key: `r${i}`,
      split: 'test',
      given,
      predicted,
    })),
  );
  await writer.finish(file);
  await writer.close();
  return file;
}

describe('compareTaskRuns', () => {
  it('measures each run by its own labels, and those of both together', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => [`${i}`, `${i + 1}`]);
    const repaired = rows.map(([, predicted]) => [predicted, predicted]);
    const metrics = await compareTaskRuns({
      before: await run('before', rows as [string, string][]),
      after: await run('after', repaired as [string, string][]),
      task: 'tabular-regression',
      classes: [],
    });
    expect(metrics.find(({ metric }) => metric === 'mae')).toMatchObject({
      before: 1,
      after: 0,
      difference: { value: -1, low: -1, high: -1 },
    });
  });

  it('tells nothing of rankings, whose runs name no query', async () => {
    const file = await run('ranked', [['1', '0.5']]);
    expect(
      await compareTaskRuns({
        before: file,
        after: file,
        task: 'text-ranking',
        classes: [],
      }),
    ).toEqual([]);
  });
});
