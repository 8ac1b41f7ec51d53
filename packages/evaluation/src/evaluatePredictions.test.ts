import { openTable } from '@greenroom/dataset';
import type { EvaluationSpec } from '@greenroom/manifest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { evaluatePredictions } from './evaluatePredictions';
import { seenInTraining } from './seenInTraining';

/** Resamples of several metrics, on a machine that may be busy. */
jest.setTimeout(30_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-given-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const ROWS =
  'id,label,split\n1,ham,test\n2,spam,test\n3,spam,test\n4,ham,train\n';
const PROBABILITIES =
  'id,p_ham,p_spam\n3,0.75,0.25\n1,0.6,0.4\n2,0.25,0.75\n9,1,0\n';

async function evaluated(
  predictions: string,
  metrics: EvaluationSpec['metrics'] = ['accuracy'],
) {
  const [table, file, out] = ['rows.csv', 'made.csv', 'out.parquet'].map(name =>
    path.join(directory, name),
  );
  await writeFile(table, ROWS);
  await writeFile(file, predictions);
  const answer = await evaluatePredictions({
    predictions: { path: file },
    name: 'predictions/test.csv',
    classes: ['ham', 'spam'],
    evaluation: { name: 'test', dataset: 'mails', split: 'test', metrics },
    table: { path: table },
    dataset: { key: 'id', label: 'label', split: 'split' },
    outPredictions: out,
  });
  const written = await openTable({ path: out });
  const rows = await written.query('SELECT * FROM t ORDER BY key');
  written.close();
  return { ...answer, written: rows };
}

describe('evaluatePredictions', () => {
  it('joins probabilities by key, in any order, and measures the split', async () => {
    const { rows, metrics, written } = await evaluated(PROBABILITIES, [
      'accuracy',
      'logLoss',
    ]);
    expect(rows).toBe(3);
    expect(metrics.accuracy.value).toBeCloseTo(2 / 3, 12);
    const losses = [0.6, 0.75, 0.25].map(p => -Math.log(p));
    expect(metrics.logLoss.value).toBeCloseTo(
      losses.reduce((sum, loss) => sum + loss, 0) / 3,
      12,
    );
    expect(written[2]).toEqual({
      key: '3',
      split: 'test',
      given: 'spam',
      predicted: 'ham',
      p: [0.75, 0.25],
    });
  });

  it('takes classes where there are no probabilities, and measures only them', async () => {
    const { metrics, furtherMetrics, written } = await evaluated(
      'key,predicted\n1,ham\n2,ham\n3,spam\n',
    );
    expect(metrics.accuracy.value).toBeCloseTo(2 / 3, 12);
    expect(furtherMetrics).not.toHaveProperty('logLoss');
    expect(written.map(({ p }) => p)).toEqual([null, null, null]);
  });

  it.each([
    [
      'rows without a prediction',
      'id,p_ham,p_spam\n1,1,0\n',
      /predicts 2 of 3 labelled rows of the split test not, the first is 2/,
    ],
    [
      'two predictions of a row',
      `${PROBABILITIES}2,1,0\n`,
      /more than one prediction of the row 2/,
    ],
    [
      'a class without a column',
      'id,p_ham\n1,1\n',
      /needs the key \(id\) and a column p_<class> for each of 2 classes/,
    ],
    [
      'what is no probability',
      'id,p_ham,p_spam\n1,7,0\n2,0,1\n3,0,1\n',
      /test\.csv holds values that are no probabilities/,
    ],
    [
      'a class that is not the model’s',
      'id,predicted\n1,ham\n2,eggs\n3,ham\n',
      /names the class eggs/,
    ],
  ])('refuses %s', async (_what, predictions, reason) => {
    await expect(evaluated(predictions)).rejects.toThrow(reason);
  });
});

describe('a declared threshold', () => {
  it('decides rows, their figures and what is written, and moves no probability', async () => {
    const [table, file, out] = ['t.csv', 'p.csv', 'o.parquet'].map(name =>
      path.join(directory, name),
    );
    await writeFile(table, ROWS);
    await writeFile(file, PROBABILITIES);
    const question = {
      predictions: { path: file },
      name: 'p.csv',
      classes: ['ham', 'spam'],
      evaluation: {
        name: 'test',
        dataset: 'mails',
        split: 'test',
        metrics: ['accuracy' as const, 'recall' as const, 'logLoss' as const],
      },
      table: { path: table },
      dataset: { key: 'id', label: 'label', split: 'split' },
    };
    const plain = await evaluatePredictions(question);
    const { metrics, confusion, thresholds } = await evaluatePredictions({
      ...question,
      threshold: 0.25,
      outPredictions: out,
    });
    // Given ham, spam, spam with 0.4, 0.75 and 0.25 of spam.
    expect(confusion?.counts).toEqual([
      [0, 1],
      [0, 2],
    ]);
    expect(metrics.accuracy.value).toBeCloseTo(2 / 3, 12);
    expect(metrics.recall.value).toBe(1);
    expect(metrics.logLoss.value).toBe(plain.metrics.logLoss.value);
    expect(plain.metrics.recall.value).toBe(0.5);
    expect(thresholds?.at).toBe(0.25);
    const written = await openTable({ path: out });
    const rows = await written.query('SELECT predicted FROM t ORDER BY key');
    written.close();
    expect(rows.map(({ predicted }) => predicted)).toEqual([
      'spam',
      'spam',
      'spam',
    ]);
  });
});

describe('gates and groups of rows', () => {
  const ROW_COUNT = 200;
  /** Of the south one mail in four is taken for the other class, of the north none. */
  const isRight = (i: number) => i % 2 === 0 || i % 8 !== 1;
  const siteOf = (i: number) => (i % 2 === 0 ? 'north' : 'south');
  const classOf = (i: number) => (i % 4 < 2 ? 'ham' : 'spam');
  const otherThan = (label: string) => (label === 'ham' ? 'spam' : 'ham');

  it('are of columns that only the manifests name', async () => {
    const indices = [...Array(ROW_COUNT).keys()];
    const [table, file] = ['sites.csv', 'said.csv'].map(name =>
      path.join(directory, name),
    );
    await writeFile(
      table,
      [
        'id,label,split,site',
        ...indices.map(i => `${i},${classOf(i)},test,${siteOf(i)}`),
      ].join('\n'),
    );
    const said = [
      'id,predicted',
      ...indices.map(
        i => `${i},${isRight(i) ? classOf(i) : otherThan(classOf(i))}`,
      ),
    ].join('\n');
    const question = {
      predictions: { path: file },
      name: 'said.csv',
      classes: ['ham', 'spam'],
      evaluation: {
        name: 'test',
        dataset: 'mails',
        split: 'test',
        metrics: ['accuracy' as const, 'demographicParityDifference' as const],
        fairness: { groups: ['site'], favourable: 'ham' },
        gates: [
          { metric: 'accuracy', min: 0.85, on: 'worst-slice' as const },
          { metric: 'accuracy', min: 0.5, where: { site: 'north' } },
          { metric: 'demographicParityDifference', max: 0.3 },
        ],
      },
      table: { path: table },
      dataset: {
        key: 'id',
        label: 'label',
        split: 'split',
        columns: [{ name: 'site', type: 'string' as const, slice: true }],
      },
    };
    await writeFile(file, said);
    const { gates, fairness, metrics } = await evaluatePredictions(question);
    expect(gates).toMatchObject([
      { on: 'worst-slice', value: 0.75, outcome: 'failed' },
      { where: { site: 'north' }, value: 1, outcome: 'passed' },
      { value: 0.25, outcome: 'passed' },
    ]);
    expect(gates[0].reason).toContain('site = south (100 rows)');
    expect(metrics).toHaveProperty('demographicParityDifference');
    expect(fairness?.columns[0].groups.map(({ group }) => group)).toEqual([
      'north',
      'south',
    ]);
  });
});

describe('seenInTraining', () => {
  const evaluation = {
    name: 'test',
    dataset: 'pets',
    split: 'train',
    predictions: 'said.csv',
    metrics: ['accuracy' as const],
  };

  it('refuses the split that a model was trained on, and no other', () => {
    const trainedOn = { dataset: 'pets', split: 'train' };
    expect(seenInTraining({ trainedOn }, evaluation)).toContain(
      'the split train of pets, which the model was trained on',
    );
    expect(
      seenInTraining({ trainedOn }, { ...evaluation, split: 'test' }),
    ).toBeUndefined();
  });
});
