import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { evaluatePredictions } from './evaluatePredictions';
import { seenInTraining } from './seenInTraining';

/** Real files, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-given-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const ROWS = `id,label,split
1,cat,test
2,dog,test
3,dog,test
4,cat,train
`;

async function measured(predictions: string) {
  const [rows, given] = ['rows.csv', 'given.csv'].map(name =>
    path.join(directory, name),
  );
  await writeFile(rows, ROWS);
  await writeFile(given, predictions);
  return evaluatePredictions({
    predictions: { path: given },
    name: 'predictions/test.csv',
    classes: ['cat', 'dog'],
    evaluation: {
      name: 'test',
      dataset: 'pets',
      split: 'test',
      metrics: ['accuracy'],
    },
    table: { path: rows },
    dataset: { key: 'id', label: 'label', split: 'split' },
  });
}

describe('evaluatePredictions', () => {
  it('joins probabilities by key, not by position', async () => {
    const { rows, metrics, thresholds } = await measured(
      'id,p_cat,p_dog\n3,0.6,0.4\n9,0.5,0.5\n1,0.9,0.1\n2,0.2,0.8\n',
    );
    expect(rows).toBe(3);
    expect(metrics.accuracy.value).toBeCloseTo(2 / 3, 12);
    expect(thresholds?.positive).toBe('dog');
  });

  it('measures labels alone, without what takes probabilities', async () => {
    const { metrics, furtherMetrics } = await measured(
      'id,predicted\n1,cat\n2,dog\n3,dog\n',
    );
    expect(metrics.accuracy.value).toBe(1);
    expect(furtherMetrics.logLoss).toBeUndefined();
  });

  it('names rows of the split that have no prediction', async () => {
    await expect(measured('id,predicted\n1,cat\n')).rejects.toThrow(
      'predictions/test.csv has no prediction for 2 of 3 labelled rows of the split test (2, 3)',
    );
  });

  it('names a key that is predicted twice', async () => {
    await expect(measured('id,predicted\n1,cat\n1,dog\n')).rejects.toThrow(
      'row 2: 1 is predicted twice',
    );
  });

  it('names the row of what is no probability, and no class', async () => {
    await expect(measured('id,p_cat,p_dog\n1,1.5,0\n')).rejects.toThrow(
      'row 1 (1): p_cat is 1.5',
    );
    await expect(measured('id,predicted\n1,cow\n')).rejects.toThrow(
      'cow is none of the model',
    );
  });

  it('says which columns predictions need', async () => {
    await expect(measured('key,p\n1,0.5\n')).rejects.toThrow(
      'Predictions need id, and a column p_<class>',
    );
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
