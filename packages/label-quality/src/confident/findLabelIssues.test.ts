import { findLabelIssues } from './findLabelIssues';
import { seededRandom } from '../seededRandom';
import { softmaxProbe } from '../probes/softmaxProbe';

/** Two clouds of points, some of whose labels are flipped. */
function planted(rows: number, flips: number) {
  const random = seededRandom(7);
  const truth = Int32Array.from({ length: rows }, (_, i) => i % 2);
  const features = Float64Array.from(
    { length: rows * 2 },
    (_, i) => (truth[i >> 1] ? 2 : -2) + random() + random() - 1,
  );
  const labels = truth.map((label, i) => (i < flips ? 1 - label : label));
  return { features, labels, flips };
}

describe('findLabelIssues', () => {
  it('flags the row whose probability for another class reaches that class', () => {
    const found = findLabelIssues({
      labels: Int32Array.of(0, 0, 0, 1, 1, 1),
      predProbs: Float64Array.of(
        0.9,
        0.1,
        0.8,
        0.2,
        0.05,
        0.95,
        0.1,
        0.9,
        0.2,
        0.8,
        0.1,
        0.9,
      ),
      classes: 2,
    });
    expect(found.issues).toEqual([2]);
    expect(Array.from(found.calibratedJoint)).toEqual([2, 1, 0, 3]);
    expect(found.jointTrace).toBeCloseTo(5 / 6, 12);
  });

  it('does not depend on the order of rows', () => {
    const { features, labels } = planted(60, 6);
    const { predProbs } = softmaxProbe({ features, labels, classes: 2 });
    const forward = findLabelIssues({ labels, predProbs, classes: 2 });
    const order = Array.from(labels.keys()).reverse();
    const backward = findLabelIssues({
      labels: Int32Array.from(order, i => labels[i]),
      predProbs: Float64Array.from(
        order.flatMap(i => [predProbs[2 * i], predProbs[2 * i + 1]]),
      ),
      classes: 2,
    });
    expect(new Set(backward.issues.map(i => order[i]))).toEqual(
      new Set(forward.issues),
    );
  });

  it.each([
    [
      'a label outside the classes',
      [0, 2],
      [0.5, 0.5, 0.5, 0.5],
      /Row 1 has label 2/,
    ],
    [
      'a probability that is no number',
      [0, 1],
      [0.5, NaN, 0.5, 0.5],
      /Row 0, column 1/,
    ],
    ['another number of rows', [0, 1], [0.5, 0.5], /Join them by key/],
  ])('refuses %s, naming the place', (_what, labels, predProbs, reason) => {
    expect(() =>
      findLabelIssues({
        labels: Int32Array.from(labels),
        predProbs: Float64Array.from(predProbs),
        classes: 2,
      }),
    ).toThrow(reason);
  });

  it('answers where a class has no rows', () => {
    const found = findLabelIssues({
      labels: Int32Array.of(0, 0, 1, 1),
      predProbs: Float64Array.of(
        ...[0.8, 0.1, 0.1],
        ...[0.1, 0.8, 0.1],
        ...[0.1, 0.8, 0.1],
        ...[0.1, 0.8, 0.1],
      ),
      classes: 3,
    });
    expect(found.issues).toEqual([1]);
    expect(found.thresholds[2]).toBe(2);
  });

  it('refuses a single class', () => {
    expect(() =>
      findLabelIssues({
        labels: Int32Array.of(0),
        predProbs: Float64Array.of(1),
        classes: 1,
      }),
    ).toThrow(/There is 1 class; at least two are needed/);
  });

  it('flags fewer with a smaller share of the noise', () => {
    const { features, labels } = planted(400, 40);
    const { predProbs } = softmaxProbe({ features, labels, classes: 2 });
    const count = (fracNoise: number) =>
      findLabelIssues({ labels, predProbs, classes: 2, fracNoise }).issues
        .length;
    expect(count(0.5)).toBeLessThan(count(1));
    expect(count(0)).toBe(0);
  });

  it('renormalises rows that do not sum to one and says how many', () => {
    const { renormalised } = findLabelIssues({
      labels: Int32Array.of(0, 1),
      predProbs: Float64Array.of(1.8, 0.2, 0.3, 0.7),
      classes: 2,
    });
    expect(renormalised).toBe(1);
  });
});
