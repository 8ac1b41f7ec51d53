import type { Version } from '../registry/Asset';
import { hasModel, isModelToCome, predictionsFor } from './predictionsFor';
import type { RunWithJob } from './RunStore';

const DATA = { id: 'd2', commits: ['c2'] } as unknown as Version;

function model(id: string, manifest: object): Version {
  return { id, manifest: { kind: 'Model', ...manifest } } as unknown as Version;
}

function run(id: string, state: string, split = 'test'): RunWithJob {
  return {
    id,
    split,
    model_version_id: 'm1',
    dataset_version_id: 'd2',
    job: { state },
    result: state === 'succeeded' ? {} : undefined,
  } as unknown as RunWithJob;
}

const TRAINED = { trainedOn: { split: 'train' } };
const WITH_FOLDS = { ...TRAINED, predictions: { outOfFold: 'folds.csv' } };

describe('predictionsFor', () => {
  it('leaves rows to a probe where there is no model', () => {
    const predictions = predictionsFor(DATA, [], []);
    expect(predictions).toEqual({ runIds: [] });
    expect(hasModel(predictions!)).toBe(false);
  });

  it('waits for runs that will serve', () => {
    expect(
      predictionsFor(DATA, [model('m1', TRAINED)], [run('r1', 'running')]),
    ).toBeUndefined();
  });

  it('leaves out runs on the split that the model was trained on', () => {
    const runs = [run('r1', 'succeeded', 'train'), run('r2', 'succeeded')];
    expect(predictionsFor(DATA, [model('m1', TRAINED)], runs)).toMatchObject({
      runIds: ['r2'],
    });
  });

  it('takes the out-of-fold predictions of the model trained on this version', () => {
    const trained = { trainedOn: { split: 'train', revision: 'c2' } };
    const versions = [
      model('m1', { ...WITH_FOLDS, ...trained }),
      model('m2', WITH_FOLDS),
    ];
    expect(predictionsFor(DATA, versions, [])?.outOfFoldOf).toBe('m1');
  });

  it('takes the newest ones where no model was trained on this version', () => {
    const versions = [model('m1', WITH_FOLDS), model('m2', WITH_FOLDS)];
    expect(predictionsFor(DATA, versions, [])?.outOfFoldOf).toBe('m2');
  });
});

describe('isModelToCome', () => {
  const runnable = {
    model: { path: 'm.onnx', format: 'onnx' },
    preprocessing: {},
    classes: ['a', 'b'],
    predictions: { outOfFold: 'folds.csv' },
  };

  it('is so while a model that says it will judge is not read', () => {
    expect(isModelToCome([model('m1', runnable)], [])).toBe(true);
  });

  it('is not so once it was read, nor for a model that nobody can run', () => {
    const read = model('m1', runnable);
    expect(isModelToCome([read], [read])).toBe(false);
    expect(isModelToCome([model('m2', WITH_FOLDS)], [])).toBe(false);
  });
});
