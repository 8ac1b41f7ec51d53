import { scoreLabels } from './scoreLabels';

const input = {
  labels: Int32Array.of(0, 1),
  predProbs: Float64Array.of(0.5, 0.3, 0.2, 0.1, 0.2, 0.7),
  classes: 3,
};

const entropy = (...p: number[]) =>
  -p.reduce((sum, value) => sum + value * Math.log(value), 0) / Math.log(3);

describe('scoreLabels', () => {
  it('self_confidence: the probability of the given label', () => {
    const { scores } = scoreLabels({ ...input, method: 'self_confidence' });
    expect(Array.from(scores)).toEqual([0.5, 0.2]);
  });

  it('normalized_margin: how far it leads the best of the others', () => {
    const { scores } = scoreLabels({ ...input, method: 'normalized_margin' });
    expect(scores[0]).toBeCloseTo(0.6, 12);
    expect(scores[1]).toBeCloseTo(0.25, 12);
  });

  it('confidence_weighted_entropy: log(q + 1) / q', () => {
    const { scores } = scoreLabels({
      ...input,
      method: 'confidence_weighted_entropy',
    });
    const q = entropy(0.1, 0.2, 0.7) / 0.2;
    expect(scores[1]).toBeCloseTo(Math.log(q + 1) / q, 12);
  });

  it('adjusts by what the classes can expect', () => {
    const { scores } = scoreLabels({
      ...input,
      method: 'self_confidence',
      adjust: true,
    });
    // Thresholds 0.5, 0.2 and, without rows, 2: p - t + 2 over its sum.
    expect(scores[0]).toBeCloseTo(2 / (2 + 2.1 + 0.2), 12);
  });

  it('refuses to adjust the entropy of labels', () => {
    expect(() =>
      scoreLabels({
        ...input,
        method: 'confidence_weighted_entropy',
        adjust: true,
      }),
    ).toThrow(/not defined for adjusted/);
  });

  it('entropy and least_confidence: how usual a row looks, whatever its label', () => {
    const of = (method: 'entropy' | 'least_confidence') =>
      scoreLabels({ ...input, method }).scores[1];
    expect(of('entropy')).toBeCloseTo(1 - entropy(0.1, 0.2, 0.7), 12);
    expect(of('least_confidence')).toBe(0.7);
  });

  it('gen: lowest where all classes are as probable', () => {
    const { scores } = scoreLabels({
      labels: Int32Array.of(0, 0),
      predProbs: Float64Array.of(0.5, 0.5, 1, 0),
      classes: 2,
      method: 'gen',
    });
    expect(scores[0]).toBeCloseTo(1 - 0.25 ** 0.1, 12);
    expect(scores[1]).toBeGreaterThan(scores[0]);
  });
});
