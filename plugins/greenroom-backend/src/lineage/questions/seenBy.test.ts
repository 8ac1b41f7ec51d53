import type { Manifest } from '@greenroom/manifest';
import { sawOf } from './seenBy';

const model = (trainedOn: object | undefined, splits: string[] = []) => ({
  manifest: {
    kind: 'Model',
    trainedOn,
    evaluations: splits.map(split => ({ dataset: 'digits', split })),
  } as unknown as Manifest,
});
const row = (split: string | undefined, made: [string, string][] = []) => ({
  hasRow: true,
  split,
  made: new Map(made),
});
const onTrain = model({ dataset: 'digits', split: 'train' }, ['test']);

describe('what a model saw of a row', () => {
  it.each([
    ['trained on', row('train'), 'trained'],
    ['trained on', row('test'), undefined],
    ['evaluated on', row('test'), 'measured'],
    ['evaluated on', row('train'), undefined],
    [
      'trained on',
      row('test', [['made', 'train']]),
      'trained on a row made from it',
    ],
    ['trained on', { ...row('train'), hasRow: false }, undefined],
  ])('%s data in which it is in %j: %s', (kind, holder, saw) => {
    expect(sawOf(kind, onTrain, holder)).toBe(saw);
  });

  it('is taken to be all where nobody says which split', () => {
    expect(sawOf('trained on', model(undefined), row('test'))).toBe('trained');
    expect(sawOf('trained on', onTrain, row(undefined))).toBe('trained');
  });
});
