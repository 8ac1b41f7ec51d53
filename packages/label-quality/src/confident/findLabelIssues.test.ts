import fc from 'fast-check';
import { findLabelIssues } from './findLabelIssues';
import { JointAccumulator } from './JointAccumulator';
import { seededRandom } from '../seededRandom';
import { softmaxProbe } from '../probes/softmaxProbe';
import { ThresholdAccumulator } from './ThresholdAccumulator';

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

  it('would miss most planted errors in-sample, and finds them out-of-fold', () => {
    const { features, labels, flips } = planted(400, 24);
    // A model that has learned its training labels by heart repeats them.
    const inSample = Float64Array.from(
      Array.from(labels).flatMap(label =>
        label === 0 ? [0.97, 0.03] : [0.03, 0.97],
      ),
    );
    const recall = (predProbs: Float64Array) =>
      findLabelIssues({ labels, predProbs, classes: 2 }).issues.filter(
        i => i < flips,
      ).length / flips;
    expect(recall(inSample)).toBeLessThan(0.2);
    expect(
      recall(softmaxProbe({ features, labels, classes: 2 }).predProbs),
    ).toBeGreaterThan(0.9);
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

  it('renormalises rows that do not sum to one and says how many', () => {
    const { renormalised } = findLabelIssues({
      labels: Int32Array.of(0, 1),
      predProbs: Float64Array.of(1.8, 0.2, 0.3, 0.7),
      classes: 2,
    });
    expect(renormalised).toBe(1);
  });
});

describe('accumulators', () => {
  it('give the same for merged shards as for the whole', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 2 }),
            fc.integer({ min: 1, max: 9 }),
          ),
          {
            minLength: 2,
            maxLength: 40,
          },
        ),
        fc.nat(),
        (rows, cut) => {
          const at = cut % rows.length;
          const labels = Int32Array.from(rows, ([label]) => label);
          const p = Float64Array.from(
            rows.flatMap(([, weight]) => [
              weight / 10,
              0.05,
              0.95 - weight / 10,
            ]),
          );
          const whole = new ThresholdAccumulator(3);
          whole.addChunk(labels, p);
          const [first, second] = [
            new ThresholdAccumulator(3),
            new ThresholdAccumulator(3),
          ];
          first.addChunk(labels.subarray(0, at), p.subarray(0, 3 * at));
          second.addChunk(labels.subarray(at), p.subarray(3 * at));
          first.merge(second);
          const thresholds = whole.finish();
          first
            .finish()
            .forEach((t, j) => expect(t).toBeCloseTo(thresholds[j], 9));

          const joint = new JointAccumulator(thresholds);
          joint.addChunk(labels, p);
          const [a, b] = [
            new JointAccumulator(thresholds),
            new JointAccumulator(thresholds),
          ];
          a.addChunk(labels.subarray(0, at), p.subarray(0, 3 * at));
          b.addChunk(labels.subarray(at), p.subarray(3 * at));
          a.merge(b);
          expect(a.finish()).toEqual(joint.finish());
        },
      ),
    );
  });
});
