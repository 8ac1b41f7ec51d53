import { seededRandom } from '../seededRandom';
import type { Allocation } from './allocateSample';
import { AuditSampler } from './AuditSampler';
import { thresholdCurve } from './thresholdCurve';

const ROWS = 3000;
const THRESHOLDS = [0.05, 0.2, 0.5, 0.9];
const random = seededRandom(3);
/** Wrong labels have low scores most of the time; right ones seldom. */
const population = Array.from({ length: ROWS }, (_, i) => {
  const wrong = (random() < 0.07 ? 1 : 0) as 0 | 1;
  const score = wrong ? random() ** 2.5 : random() ** 0.15;
  return { key: String(i), class: String(i % 10), score, wrong };
});
type Row = (typeof population)[number];

/** @param decided - rows that people decided; all by default */
function stratum(rows: readonly Row[], decided = rows) {
  return {
    size: rows.length,
    below: THRESHOLDS.map(
      threshold => rows.filter(({ score }) => score <= threshold).length,
    ),
    decided,
  };
}

function review(
  seed: number,
  stratumOf: (row: Row) => string,
  allocation: Allocation,
) {
  const sampler = new AuditSampler(seed, 250);
  for (const row of population) sampler.add(row.key, stratumOf(row));
  const sample = sampler.finish(allocation);
  return thresholdCurve(
    sample.strata.map(({ name }) =>
      stratum(
        population.filter(row => stratumOf(row) === name),
        sample.rows
          .filter(row => row.stratum === name)
          .map(({ key }) => population[Number(key)]),
      ),
    ),
    THRESHOLDS,
  );
}

describe('thresholdCurve', () => {
  const truth = thresholdCurve([stratum(population)], THRESHOLDS);

  it('gives the very figures once every row is decided', () => {
    const wrong = population.filter(row => row.wrong === 1);
    THRESHOLDS.forEach((threshold, i) => {
      const flagged = population.filter(({ score }) => score <= threshold);
      const found = wrong.filter(({ score }) => score <= threshold).length;
      const { precision, recall } = truth[i];
      expect(truth[i]).toMatchObject({ threshold, flagged: flagged.length });
      expect(precision.value).toBeCloseTo(found / flagged.length, 12);
      expect(recall.value).toBeCloseTo(found / wrong.length, 12);
      expect(recall.high - recall.low).toBeCloseTo(0, 12);
    });
  });

  it('counts the flagged of all rows, whatever few are decided', () => {
    const curve = review(1, () => '', { kind: 'proportional' });
    expect(curve.map(({ flagged }) => flagged)).toEqual(
      truth.map(({ flagged }) => flagged),
    );
  });

  it('finds more and is wrong more often, the further the slider goes', () => {
    const recalls = truth.map(point => point.recall.value);
    const precisions = truth.map(point => point.precision.value);
    expect(recalls).toEqual([...recalls].sort((a, b) => a - b));
    expect(precisions).toEqual([...precisions].sort((a, b) => b - a));
  });

  it('knows nothing where nothing is decided', () => {
    const [{ precision, recall }] = thresholdCurve(
      [stratum(population, [])],
      THRESHOLDS,
    );
    const unknown = { value: NaN, low: 0, high: 1, decided: 0 };
    expect({ precision, recall }).toEqual({
      precision: unknown,
      recall: unknown,
    });
  });

  it('weighs each decided row by how many it stands for', () => {
    const { wrong, right } = {
      wrong: { score: 0, wrong: 1 },
      right: { score: 0, wrong: 0 },
    } as const;
    const [{ precision }] = thresholdCurve(
      [
        { size: 100, below: [10], decided: [wrong, wrong, right, right] },
        { size: 900, below: [30], decided: [wrong, right, right] },
      ],
      [0.5],
    );
    expect(precision.value).toBeCloseTo((10 / 2 + 30 / 3) / 40, 12);
  });

  it.each([
    ['at random', () => '', 'proportional'],
    ['by class', (row: Row) => row.class, 'proportional'],
    ['half of what is flagged', (row: Row) => String(row.score < 0.3), 'equal'],
  ] as const)(
    'covers precision and recall in 93 %% of simulated reviews: drawn %s',
    (_, stratumOf, kind) => {
      const REVIEWS = 300;
      const covered = THRESHOLDS.map(() => ({ precision: 0, recall: 0 }));
      for (let seed = 0; seed < REVIEWS; seed++)
        review(seed, stratumOf, { kind }).forEach((point, i) => {
          for (const figure of ['precision', 'recall'] as const) {
            const { low, high } = point[figure];
            const { value } = truth[i][figure];
            if (low <= value + 1e-12 && high >= value - 1e-12)
              covered[i][figure] += 1 / REVIEWS;
          }
        });
      for (const { precision, recall } of covered) {
        expect(precision).toBeGreaterThanOrEqual(0.93);
        expect(recall).toBeGreaterThanOrEqual(0.93);
      }
    },
  );
});
