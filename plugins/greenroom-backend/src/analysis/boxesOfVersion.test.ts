import type { Version } from '../registry/Asset';
import { drawnOf, givenPredictions } from './boxesOfVersion';

const DATA = { id: 'd2', commits: ['c2'] } as unknown as Version;
const SCENES = { name: 'scenes', repository: 'acme/scenes' };
const MODELS = [{ id: 'm', path: 'reader/greenroom.yaml' }];

function model(id: string, revision: string): Version {
  return {
    id,
    assetId: 'm',
    commits: [id],
    files: {
      'reader/folds.json': 'f',
      'reader/test.json': 't',
      'reader/train.json': 'x',
    },
    manifest: {
      kind: 'Model',
      trainedOn: { dataset: 'scenes', split: 'train', revision },
      predictions: { outOfFold: 'folds.json' },
      evaluations: [
        {
          name: 'a',
          dataset: 'scenes',
          split: 'test',
          predictions: 'test.json',
        },
        {
          name: 'b',
          dataset: 'scenes',
          split: 'train',
          predictions: 'train.json',
        },
        {
          name: 'c',
          dataset: 'other',
          split: 'test',
          predictions: 'test.json',
        },
        {
          name: 'd',
          dataset: 'scenes',
          split: 'dev',
          predictions: 'gone.json',
        },
      ],
    },
  } as unknown as Version;
}

describe('givenPredictions', () => {
  it('takes out-of-fold predictions for the training split, and those of other splits', () => {
    expect(givenPredictions(SCENES, DATA, MODELS, [model('m1', 'c1')])).toEqual(
      {
        modelVersionId: 'm1',
        files: [
          {
            path: 'reader/folds.json',
            pin: 'f',
            split: 'train',
            kind: 'out-of-fold',
          },
          {
            path: 'reader/test.json',
            pin: 't',
            split: 'test',
            kind: 'held-out',
          },
        ],
        refused: ['the evaluation b'],
      },
    );
  });

  it('prefers the model that was trained on this version', () => {
    const versions = [model('m1', 'c2'), model('m2', 'c1')];
    expect(
      givenPredictions(SCENES, DATA, MODELS, versions)?.modelVersionId,
    ).toBe('m1');
  });

  it('has nothing of models without predictions', () => {
    const silent = { ...model('m1', 'c2'), manifest: { kind: 'Model' } };
    expect(
      givenPredictions(SCENES, DATA, MODELS, [silent as Version]),
    ).toBeUndefined();
  });
});

it('one annotator alone is compared with nobody', () => {
  const revision = {
    commit: 'c',
    manifest: JSON.stringify({
      annotators: {
        files: [
          { annotator: 'ann', path: 'ann.json' },
          { annotator: 'bob', path: 'gone.json' },
        ],
      },
    }),
    files: JSON.stringify({ 'ann.json': 'a' }),
  } as unknown as Parameters<typeof drawnOf>[1][number];
  expect(drawnOf('greenroom.yaml', [revision]).drawn).toBeUndefined();
});
