import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PredictionWriter } from '@greenroom/evaluation';
import { DirectoryArtifacts } from '../artifacts/DirectoryArtifacts';
import { ResultFiles } from './ResultFiles';
import { RunPairs } from './RunPairs';

describe('RunPairs', () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-pairs-'));
  const artifacts = new DirectoryArtifacts(path.join(directory, 'artifacts'));
  const files = new ResultFiles([artifacts]);
  afterAll(async () => {
    await files.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Predictions of as many rows, each `yes` or `no`; all are `yes`. */
  async function run(name: string, said: Readonly<Record<string, string>>) {
    const writer = await PredictionWriter.open();
    await writer.append(
      Object.entries(said).map(([key, predicted]) => ({
        key,
        split: 'test',
        given: 'yes',
        predicted,
      })),
    );
    const file = path.join(directory, `${name}.parquet`);
    await writer.finish(file);
    await writer.close();
    return artifacts.put(file);
  }

  it('takes the difference of accuracy on the rows that both runs have', async () => {
    const before = await run('before', { a: 'no', b: 'no', c: 'yes', x: 'no' });
    const after = await run('after', { a: 'yes', b: 'yes', c: 'no', y: 'yes' });
    const { value, n } = await new RunPairs({
      artifacts,
      files,
    }).accuracyDelta(before, after);
    expect({ value, n }).toEqual({ value: 1 / 3, n: 3 });
  });
});
