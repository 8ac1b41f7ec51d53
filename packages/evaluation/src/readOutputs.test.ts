import { readOutputs } from './readOutputs';

const TWO = ['no', 'yes'];

function read(
  holds: Parameters<typeof readOutputs>[0]['holds'],
  classes: readonly string[],
  values: Float32Array | string[],
  width: number,
) {
  const { p, areProbabilities } = readOutputs({ output: 'y', holds }, classes, {
    values,
    width,
  });
  return { p: Array.from(p), areProbabilities };
}

describe('readOutputs', () => {
  it('takes probabilities as they are', () => {
    expect(read(undefined, TWO, Float32Array.of(0.25, 0.75), 2)).toEqual({
      p: [0.25, 0.75],
      areProbabilities: true,
    });
  });

  it('takes one probability as that of the second of two classes', () => {
    expect(read('probabilities', TWO, Float32Array.of(0.25, 1), 1).p).toEqual([
      0.75, 0.25, 0, 1,
    ]);
  });

  it('makes probabilities of logits, however large', () => {
    const { p } = read(
      'logits',
      ['a', 'b', 'c'],
      Float32Array.of(0, Math.log(2), -Infinity, 1000, 1000, -1000),
      3,
    );
    expect(p[0]).toBeCloseTo(1 / 3, 6);
    expect(p[1]).toBeCloseTo(2 / 3, 6);
    expect(p.slice(2)).toEqual([0, 0.5, 0.5, 0]);
  });

  it('takes one logit as that of the second class', () => {
    const { p } = read('logits', TWO, Float32Array.of(Math.log(3)), 1);
    expect(p[1]).toBeCloseTo(0.75, 6);
  });

  it('takes names and places of classes as no probabilities', () => {
    expect(read('labels', TWO, ['yes', 'no'], 1)).toEqual({
      p: [0, 1, 1, 0],
      areProbabilities: false,
    });
    expect(read('indices', TWO, Float32Array.of(1), 1).p).toEqual([0, 1]);
  });

  it.each([
    [
      'scores for probabilities',
      () => read(undefined, TWO, Float32Array.of(-3, 3), 2),
      /softmax, or say holds: logits/,
    ],
    [
      'what is no number',
      () => read(undefined, TWO, Float32Array.of(NaN, 0.5), 2),
      /no probabilities/,
    ],
    [
      'another number of classes',
      () => read(undefined, TWO, Float32Array.of(0, 0, 1), 3),
      /3 numbers a row; the manifest names 2/,
    ],
    [
      'a class that is not the model’s',
      () => read('labels', TWO, ['maybe'], 1),
      /names the class maybe/,
    ],
    [
      'texts for probabilities',
      () => read(undefined, TWO, ['no', 'yes'], 2),
      /holds texts/,
    ],
    [
      'several labels a row',
      () => read('labels', TWO, ['no', 'yes'], 2),
      /has 2 values a row/,
    ],
  ])('refuses %s', (_what, reading, reason) => {
    expect(reading).toThrow(reason);
  });
});
