import { seededRandom } from '../seededRandom';
import { combineEnsemble } from './combineEnsemble';
import { scoreLabels } from './scoreLabels';

const ROWS = 3000;
const CLASSES = 5;

/** Labels of which some are wrong, and models that see the truth through noise of their own. */
function hardSet(noises: readonly number[]) {
  const random = seededRandom(11);
  const truth = Array.from({ length: ROWS }, () =>
    Math.floor(random() * CLASSES),
  );
  const labels = Int32Array.from(truth, label =>
    random() < 0.1
      ? (label + 1 + Math.floor(random() * (CLASSES - 1))) % CLASSES
      : label,
  );
  const members = noises.map(noise =>
    Float64Array.from(
      truth.flatMap(label => {
        const weights = Array.from({ length: CLASSES }, (_, j) =>
          Math.exp((j === label ? 2 : 0) + noise * (random() + random() - 1)),
        );
        const sum = weights.reduce((total, weight) => total + weight, 0);
        return weights.map(weight => weight / sum);
      }),
    ),
  );
  return {
    labels,
    members,
    isWrong: truth.map((label, i) => label !== labels[i]),
  };
}

/** Mean precision at each wrong row, lowest scores first. */
function averagePrecision(
  scores: Float64Array,
  isWrong: readonly boolean[],
): number {
  const order = [...scores.keys()].sort((a, b) => scores[a] - scores[b]);
  let found = 0;
  let sum = 0;
  order.forEach((row, rank) => {
    if (!isWrong[row]) return;
    found++;
    sum += found / (rank + 1);
  });
  return sum / found;
}

describe('combineEnsemble', () => {
  it('finds more of the errors than the best of its models', () => {
    const { labels, members, isWrong } = hardSet([6, 6, 6]);
    const precision = (predProbs: Float64Array) =>
      averagePrecision(
        scoreLabels({
          labels,
          predProbs,
          classes: CLASSES,
          method: 'self_confidence',
        }).scores,
        isWrong,
      );
    const { predProbs } = combineEnsemble({
      labels,
      members,
      classes: CLASSES,
    });
    const best = Math.max(...members.map(precision));
    expect(precision(predProbs)).toBeGreaterThan(best + 0.03);
  });

  it('gives more weight to a model that predicts the labels better', () => {
    const { labels, members } = hardSet([2, 8]);
    const { weights } = combineEnsemble({ labels, members, classes: CLASSES });
    expect(weights[0]).toBeGreaterThan(weights[1]);
    expect(weights[0] + weights[1]).toBeCloseTo(1, 12);
  });

  it('refuses an ensemble of nobody', () => {
    expect(() =>
      combineEnsemble({
        labels: Int32Array.of(0, 1),
        members: [],
        classes: 2,
      }),
    ).toThrow(/at least one/);
  });
});
