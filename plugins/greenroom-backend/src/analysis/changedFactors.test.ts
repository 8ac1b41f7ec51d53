import type { Version } from '../registry/Asset';
import { changedFactors } from './changedFactors';

const version = (
  id: string,
  {
    mean = 0,
    model = 'a',
    threshold,
    samples = 'one.json',
  }: {
    mean?: number;
    model?: string;
    threshold?: number;
    samples?: string;
  } = {},
) =>
  ({
    id,
    files: { 'm/model.onnx': model },
    manifest: {
      kind: 'Model',
      model: { path: 'model.onnx', format: 'onnx' },
      classes: ['a', 'b'],
      threshold,
      preprocessing: {
        input: 'x',
        output: 'p',
        steps: [{ op: 'numbers', columns: ['n'], mean: [mean] }],
        samples,
      },
    },
  } as unknown as Version);
const changed = (after: Version, spec: { predictions?: string } = {}) =>
  changedFactors('m/greenroom.yaml', spec, version('1'), after);

describe('changedFactors', () => {
  it.each([
    ['the file', { model: 'b' }, ['model']],
    ['the preprocessing', { mean: 1 }, ['preprocessing']],
    [
      'everything',
      { mean: 1, model: 'b', threshold: 0.3 },
      ['preprocessing', 'model', 'threshold'],
    ],
    // A version is one all the same.
    ['only samples', { samples: 'two.json' }, ['model']],
  ])('names %s', (_what, more, factors) => {
    expect(changed(version('2', more))).toEqual(factors);
  });

  it('is nothing between a version and itself', () => {
    expect(changed(version('1'))).toEqual([]);
  });

  it('tells no preprocessing of predictions that were made elsewhere', () => {
    expect(
      changed(version('2', { mean: 1 }), { predictions: 'said.csv' }),
    ).toEqual(['model']);
  });
});
