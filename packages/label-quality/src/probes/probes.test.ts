import fc from 'fast-check';
import { seededRandom } from '../seededRandom';
import { knnProbe } from './knnProbe';
import { softmaxProbe } from './softmaxProbe';

function clouds(rows: number) {
  const random = seededRandom(3);
  const labels = Int32Array.from({ length: rows }, (_, i) => i % 2);
  const features = Float64Array.from(
    { length: rows },
    (_, i) => (labels[i] === 1 ? 2 : -2) + random(),
  );
  return { features, labels, classes: 2 };
}

describe.each([
  ['softmaxProbe', softmaxProbe],
  ['knnProbe', knnProbe],
])('%s', (_name, probe) => {
  it('tells two clouds of points apart', () => {
    expect(probe(clouds(60)).accuracy).toBe(1);
  });

  it('gives every row probabilities that sum to one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 40 }), fc.nat(), (rows, seed) => {
        const { predProbs } = probe({ ...clouds(rows), seed });
        for (let i = 0; i < rows; i++)
          expect(predProbs[2 * i] + predProbs[2 * i + 1]).toBeCloseTo(1, 12);
      }),
      { numRuns: 10 },
    );
  });

  it('says the same for the same seed', () => {
    expect(probe({ ...clouds(30), seed: 5 })).toEqual(
      probe({ ...clouds(30), seed: 5 }),
    );
  });

  it('never learns from the row it predicts', () => {
    const question = clouds(40);
    const labels = question.labels.slice();
    labels[0] = 1;
    const flipped = probe({ ...question, labels });
    expect(flipped.predProbs[0]).toBeGreaterThan(0.5);
  });

  it('names row and column of a feature that is no number', () => {
    const { features, ...rest } = clouds(10);
    features[4] = NaN;
    expect(() => probe({ features, ...rest })).toThrow(/Row 4, column 0: NaN/);
  });

  it('refuses fewer rows than folds', () => {
    expect(() => probe({ ...clouds(4), folds: 5 })).toThrow(
      /4 rows for 5 folds/,
    );
  });
});
