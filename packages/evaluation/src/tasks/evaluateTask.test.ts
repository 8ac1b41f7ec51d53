import { openTable } from '@greenroom/dataset';
import type { EvaluationSpec, OtherTask } from '@greenroom/manifest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { evaluateTask } from './evaluateTask';

/** Resamples of several metrics, on a machine that may be busy. */
jest.setTimeout(30_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-task-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function evaluated(
  task: OtherTask,
  files: {
    readonly rows: string;
    readonly made: string;
    readonly before?: string;
  },
  {
    ending = 'csv',
    classes = [],
    ...spec
  }: Partial<EvaluationSpec> & {
    readonly ending?: 'csv' | 'jsonl';
    readonly classes?: readonly string[];
  } = {},
) {
  const at = (name: string) => path.join(directory, `${name}.${ending}`);
  const ask = async (predictions: string, out: string, against?: string) => {
    await writeFile(at('rows'), files.rows);
    await writeFile(at('made'), predictions);
    return evaluateTask({
      task,
      classes,
      predictions: { path: at('made') },
      name: 'predictions/test',
      evaluation: {
        name: 'test',
        dataset: 'rows',
        split: 'test',
        metrics: [],
        ...spec,
      },
      table: { path: at('rows') },
      dataset: {
        key: 'id',
        label: 'label',
        split: 'split',
        query: task === 'text-ranking' ? 'query' : undefined,
      },
      outPredictions: path.join(directory, out),
      against:
        against === undefined
          ? undefined
          : { path: path.join(directory, against), name: 'reader 1.0.0' },
    });
  };
  if (files.before === undefined) return ask(files.made, 'out.parquet');
  await ask(files.before, 'before.parquet');
  return ask(files.made, 'out.parquet', 'before.parquet');
}

async function written() {
  const table = await openTable({ path: path.join(directory, 'out.parquet') });
  const rows = await table.query('SELECT * FROM t ORDER BY key');
  table.close();
  return rows;
}

const NUMBERS = 'id,label,split\na,1,test\nb,2,test\nc,4,test\nd,9,train\n';

describe('evaluateTask', () => {
  it('measures numbers, joined by key', async () => {
    const { rows, metrics, task } = await evaluated(
      'tabular-regression',
      { rows: NUMBERS, made: 'id,predicted\nc,7\na,1\nb,3\n' },
      { metrics: ['mae', 'rmse'] },
    );
    expect([task, rows]).toEqual(['tabular-regression', 3]);
    expect(metrics.mae.value).toBeCloseTo(4 / 3, 12);
    expect(metrics.rmse.value).toBeCloseTo(Math.sqrt(10 / 3), 12);
    expect(await written()).toMatchObject([
      { key: 'a', given: '1', predicted: '1', p: null },
      { key: 'b', given: '2', predicted: '3' },
      { key: 'c', given: '4', predicted: '7' },
    ]);
  });

  it('measures several labels a row by their scores', async () => {
    const { metrics } = await evaluated(
      'multilabel-classification',
      {
        rows: 'id,label,split\na,bill; claim,test\nb,bill,test\n',
        made: 'id,p_bill,p_claim\na,0.9,0.6\nb,0.2,0.7\n',
      },
      {
        classes: ['bill', 'claim'],
        metrics: ['subsetAccuracy', 'hammingLoss'],
      },
    );
    expect(metrics.subsetAccuracy.value).toBe(0.5);
    expect(metrics.hammingLoss.value).toBe(0.5);
    expect(await written()).toMatchObject([
      { predicted: 'bill; claim', p: [0.9, 0.6] },
      { predicted: 'claim', p: [0.2, 0.7] },
    ]);
  });

  it('measures rankings by query', async () => {
    const { metrics } = await evaluated(
      'text-ranking',
      {
        rows: 'id,query,label,split\n1,q,0,test\n2,q,1,test\n3,r,1,test\n4,r,0,test\n',
        made: 'id,predicted\n1,0.9\n2,0.4\n3,0.8\n4,0.1\n',
      },
      { metrics: ['mrr'] },
    );
    expect(metrics.mrr).toMatchObject({ value: 0.75, n: 2 });
  });

  it('measures entities of tags, as lists or as texts', async () => {
    const { metrics } = await evaluated(
      'token-classification',
      {
        rows: '{"id":"a","label":["B-NAME","I-NAME","O"],"split":"test"}\n{"id":"b","label":["O","B-CITY"],"split":"test"}\n',
        made: '{"id":"a","predicted":["B-NAME","I-NAME","O"]}\n{"id":"b","predicted":["O","O"]}\n',
      },
      { ending: 'jsonl', metrics: ['precision', 'recall'] },
    );
    expect(metrics.precision.value).toBe(1);
    expect(metrics.recall.value).toBe(0.5);
  });

  it('measures texts', async () => {
    const { metrics } = await evaluated(
      'text-generation',
      {
        rows: 'id,label,split\na,two claims,test\nb,no reply,test\n',
        made: 'id,predicted\na,two claims\nb,a reply\n',
      },
      { metrics: ['exactMatch', 'wordErrorRate'] },
    );
    expect(metrics.exactMatch.value).toBe(0.5);
    expect(metrics.wordErrorRate.value).toBe(0.25);
  });

  it('holds a gate against the version before, on the same rows', async () => {
    const { gates } = await evaluated(
      'tabular-regression',
      {
        rows: NUMBERS,
        before: 'id,predicted\na,1\nb,2\nc,4\n',
        made: 'id,predicted\na,3\nb,4\nc,6\n',
      },
      {
        metrics: ['mae'],
        gates: [{ metric: 'mae', regression: 'forbidden' }],
      },
    );
    expect(gates[0]).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('Against reader 1.0.0, mae got worse'),
    });
  });

  it('names a row without a prediction, and one that is no number', async () => {
    await expect(
      evaluated('tabular-regression', {
        rows: NUMBERS,
        made: 'id,predicted\na,1\nb,2\n',
      }),
    ).rejects.toThrow(/1 of 3 labelled rows.*the first is c/);
    await expect(
      evaluated('tabular-regression', {
        rows: NUMBERS,
        made: 'id,predicted\na,1\nb,many\nc,2\n',
      }),
    ).rejects.toThrow('Row b: its prediction is "many"; a number is expected');
  });

  it('names the sentence whose tags do not fit', async () => {
    await expect(
      evaluated('token-classification', {
        rows: 'id,label,split\na,O O,test\nb,O B-NAME,test\n',
        made: 'id,predicted\na,O O\nb,O\n',
      }),
    ).rejects.toThrow('Row b: the sentence has 2 given and 1 predicted tags');
  });
});
