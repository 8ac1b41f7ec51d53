/* eslint-disable no-restricted-imports, @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports -- how the backend computes a run, which it shows to nobody but tests and benches */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ModelInput } from '@greenroom/backstage-plugin-greenroom-backend/src/analysis/compute/evaluation';
import { evaluateInShards } from '@greenroom/backstage-plugin-greenroom-backend/src/analysis/evaluateInShards';
import { createCompute } from '@greenroom/backstage-plugin-greenroom-backend/src/compute/createCompute';
import { createComputeShards } from '@greenroom/backstage-plugin-greenroom-backend/src/compute/createComputeShards';
import type { Evaluation } from '@greenroom/evaluation';
import { layeredModel } from './layeredModel';
import { makeTable } from './makeTable';

const COLUMNS = 32;
/** Large enough that a row takes a tenth of a millisecond of a core. */
const WIDTH = 1_024;
const CLASSES = ['no', 'yes'];

type Executor = Parameters<typeof createComputeShards>[0];

/** A run of a network on so many rows, in a folder. */
export async function shardedRun(
  folder: string,
  rows: number,
): Promise<ModelInput> {
  const inputs = Array.from({ length: COLUMNS }, (_, i) => `c${i}`);
  const table = path.join(folder, 'rows.parquet');
  const model = path.join(folder, 'network.onnx');
  writeFileSync(model, layeredModel(COLUMNS, WIDTH));
  await makeTable(table, rows, inputs);
  return {
    how: 'run',
    model,
    files: {},
    table,
    evaluation: {
      name: 'test',
      dataset: 'rows',
      split: 'test',
      metrics: ['accuracy', 'logLoss'],
    },
    dataset: {
      name: 'rows',
      key: 'key',
      label: 'label',
      split: 'split',
      classes: CLASSES,
    },
    manifest: {
      name: 'network',
      task: 'tabular-classification',
      model: { path: 'network.onnx', format: 'onnx' },
      classes: CLASSES,
      preprocessing: {
        input: 'x',
        output: 'p',
        steps: [{ op: 'numbers', columns: inputs }],
      },
    },
  } as unknown as ModelInput;
}

/** What came of a run: everything but how long it took, and its predictions by their SHA-256. */
export type RunAnswer = {
  readonly answer: Omit<Evaluation, 'seconds'>;
  readonly predictions: string;
  /** From the question to its answer, workers' starts included. */
  readonly wallSeconds: number;
};

/** Makes a run by an executor: whole, or in shards. */
export async function answerRun(
  executor: Executor,
  input: ModelInput,
  shards: number,
  log: (line: string) => void = () => {},
): Promise<RunAnswer> {
  const rooms = { stores: [], folders: [path.dirname(input.table)] };
  const began = performance.now();
  const work = {
    jobId: `a-run-in-${shards}`,
    signal: new AbortController().signal,
    progress: (_: number, message?: string) => message && log(message),
    log,
    use: async (
      { seconds: _, ...answer }: Evaluation,
      outDirectory: string,
    ) => ({
      answer,
      predictions: createHash('sha256')
        .update(readFileSync(path.join(outDirectory, 'predictions.parquet')))
        .digest('hex'),
      wallSeconds: (performance.now() - began) / 1000,
    }),
  };
  const compute = createCompute(executor, rooms);
  const computeShards = createComputeShards(executor, rooms);
  return shards === 1
    ? compute({ kind: 'evaluation', input }, work)
    : evaluateInShards({ compute, computeShards }, input, shards, work);
}
