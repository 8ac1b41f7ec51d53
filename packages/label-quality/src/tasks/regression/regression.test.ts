import fc from 'fast-check';
import { seededRandom } from '../../seededRandom';
import { findRegressionIssues } from './findRegressionIssues';
import { scoreRegression } from './scoreRegression';

const FOUR = {
  labels: Float64Array.of(1, 2, 3, 4),
  predictions: Float64Array.of(2, 2, 5, 4.1),
};

/** Good predictions of n numbers, of which every 25th was typed in wrongly. */
function planted(n: number) {
  const random = seededRandom(3);
  const truth = Float64Array.from({ length: n }, () => 10 * random());
  return {
    labels: truth.map((value, i) => (i % 25 === 3 ? value + 3 : value)),
    predictions: truth.map(value => value + 0.5 * (random() - 0.5)),
    wrong: Array.from(truth, (_, i) => i).filter(i => i % 25 === 3),
  };
}

describe('scoreRegression', () => {
  it('outre: gives the figures that cleanlab 2.9 gives', () => {
    const scores = scoreRegression(FOUR);
    [0.2162406, 0.62585509, 0.20275104, 0.62585509].forEach((score, i) =>
      expect(scores[i]).toBeCloseTo(score, 7),
    );
  });

  it('residual: exp(-|residual|)', () => {
    const scores = scoreRegression({ ...FOUR, method: 'residual' });
    expect(scores[2]).toBeCloseTo(Math.exp(-2), 12);
  });

  it('uncertainty: forgives a residual where the model is unsure', () => {
    const scores = scoreRegression({
      ...FOUR,
      method: 'uncertainty',
      uncertainty: Float64Array.of(1, 1, 4, 1),
    });
    expect(scores[2]).toBeGreaterThan(scores[0]);
  });

  it('outre: does not depend on the unit of the labels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), factor => {
        const scaled = scoreRegression({
          labels: FOUR.labels.map(value => value * factor),
          predictions: FOUR.predictions.map(value => value * factor),
        });
        scoreRegression(FOUR).forEach((score, i) =>
          expect(scaled[i]).toBeCloseTo(score, 9),
        );
      }),
    );
  });

  it('scores rows that are all alike 1', () => {
    const scores = scoreRegression({
      labels: Float64Array.of(5, 5, 5),
      predictions: Float64Array.of(5, 5, 5),
    });
    expect(Array.from(scores)).toEqual([1, 1, 1]);
  });

  it('names the row of a number that is missing', () => {
    expect(() =>
      scoreRegression({
        labels: Float64Array.of(1, NaN),
        predictions: Float64Array.of(1, 2),
      }),
    ).toThrow(/Row 1: the label NaN/);
  });
});

describe('findRegressionIssues', () => {
  it('finds the numbers that were typed in wrongly, and no other', () => {
    const { wrong, ...input } = planted(300);
    const { issues } = findRegressionIssues(input);
    expect([...issues].sort((a, b) => a - b)).toEqual(wrong);
  });
});
