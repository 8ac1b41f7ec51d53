import { seededRandom } from '../seededRandom';
import { spuriousCategory } from './spuriousCorrelation';
import { weakGroups } from './weakGroups';

const ROWS = 1000;

describe('weakGroups', () => {
  /** Ten groups alike, and of the last `gap` less. */
  const scored = (seed: number, gap: number) => {
    const random = seededRandom(seed);
    return Float64Array.from(
      { length: ROWS },
      (_, row) => 0.5 + 0.5 * random() - (row % 10 === 9 ? gap : 0),
    );
  };
  const byDigit = {
    by: 'digit',
    groupOf: Int32Array.from({ length: ROWS }, (_, row) => row % 10),
  };

  it('tells the group that is worse, with its mean and that of the others', () => {
    const [group, ...more] = weakGroups(scored(1, 0.3), [byDigit]);
    expect(more).toEqual([]);
    expect(group).toMatchObject({ by: 'digit', group: 9, rows: 100 });
    expect(group.others - group.mean).toBeCloseTo(0.3, 1);
    expect(group.qValue).toBeGreaterThanOrEqual(group.pValue);
  });

  it('passes over a gap that nobody would act on, however sure it is', () => {
    expect(weakGroups(scored(1, 0.05), [byDigit])).toEqual([]);
  });

  it('is silent on nineteen of twenty tables without a difference', () => {
    let found = 0;
    for (let seed = 0; seed < 200; seed++) {
      const random = seededRandom(seed);
      // All or nothing: groups of twenty differ by a tenth and more all the time.
      const scores = Float64Array.from({ length: 400 }, () =>
        Math.round(random()),
      );
      const groupOf = Int32Array.from(scores, (_, row) => row % 20);
      if (weakGroups(scores, [{ by: 'any', groupOf }]).length > 0) found++;
    }
    expect(found).toBeLessThanOrEqual(20);
  });

  it('leaves out rows of no group, and groups of few rows', () => {
    const groupOf = byDigit.groupOf.map((group, row) =>
      group === 9 && row < 810 ? -1 : group,
    );
    expect(weakGroups(scored(1, 0.4), [{ by: 'digit', groupOf }])).toEqual([]);
  });
});

describe('spuriousCategory', () => {
  const labels = Int32Array.from({ length: 100 }, (_, row) => row % 2);

  it('tells a name that gives the label away', () => {
    // Ten cameras; each took one class only, but for one row.
    const camera = labels.map((label, row) =>
      row === 0 ? 1 : 2 * (row % 5) + label,
    );
    const { isSpurious, accuracy } = spuriousCategory(camera, labels, 2);
    expect(isSpurious).toBe(true);
    expect(accuracy).toBeCloseTo(0.99, 10);
  });

  it('finds nothing in names that have nothing to do with it', () => {
    const camera = labels.map((_, row) => Math.floor(row / 2) % 5);
    expect(spuriousCategory(camera, labels, 2)).toMatchObject({
      isSpurious: false,
      baseline: 0.5,
    });
  });

  it('does not learn from a name that every row has for itself', () => {
    const own = labels.map((_, row) => row);
    expect(spuriousCategory(own, labels, 2).isSpurious).toBe(false);
  });
});
