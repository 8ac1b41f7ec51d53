import { findLabelIssues } from './confident/findLabelIssues';
import { requireOutOfSample } from './outOfSample';
import { knn, knnProbe } from './probes/knnProbe';
import { trainedOn } from './probes/outOfFold';
import { seededRandom } from './seededRandom';

const ROWS = 400;
const FLIPS = 24;

/** Three clouds of points; the labels of the first rows are flipped. */
function planted() {
  const random = seededRandom(7);
  const truth = Int32Array.from({ length: ROWS }, (_, i) => i % 3);
  const features = Float64Array.from({ length: ROWS * 2 }, (_, at) => {
    const angle = (truth[at >> 1] * 2 * Math.PI) / 3;
    const centre = at % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
    return 3 * centre + random() + random() - 1;
  });
  const labels = truth.map((label, i) => (i < FLIPS ? (label + 1) % 3 : label));
  return { features, labels, classes: 3 };
}

function recall(predProbs: Float64Array): number {
  const { labels, classes } = planted();
  const { issues } = findLabelIssues({ labels, predProbs, classes });
  return issues.filter(row => row < FLIPS).length / FLIPS;
}

describe('predictions of one and the same nearest-neighbour model', () => {
  it('find almost none of the planted errors on the rows it was trained on', () => {
    expect(recall(trainedOn(planted(), knn(1)).predProbs)).toBe(0);
  });

  it('find nearly all of them out-of-fold', () => {
    const { predProbs } = knnProbe({ ...planted(), neighbours: 1 });
    expect(recall(predProbs)).toBeGreaterThan(0.9);
  });
});

describe('requireOutOfSample', () => {
  it('lets out-of-sample and out-of-fold predictions pass', () => {
    expect(() =>
      requireOutOfSample(['out-of-sample', 'out-of-fold']),
    ).not.toThrow();
  });

  it('refuses rows the model was trained on, and names them', () => {
    expect(() =>
      requireOutOfSample(['out-of-fold', 'trained-on', 'trained-on']),
    ).toThrow(/trained on 2 of these rows \(row 1, 2\)/);
  });

  it('refuses predictions that were all made on training rows', () => {
    expect(() => requireOutOfSample('trained-on')).toThrow(
      /make some with a probe/,
    );
  });
});
