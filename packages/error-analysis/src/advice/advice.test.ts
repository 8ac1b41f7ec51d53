import fc from 'fast-check';
import { adviseOnSlice, type SliceEvidence } from './adviseOnSlice';
import { drawBinomial, sameDraws } from '../statistics/drawBinomial';
import { learningCurve } from './learningCurve';

/** Nothing stands out: a tenth everywhere, as many rows as in training. */
const PLAIN: SliceEvidence = {
  doubtfulLabels: { slice: { count: 2, of: 20 }, rest: { count: 10, of: 100 } },
  ambiguousRows: { slice: { count: 2, of: 20 }, rest: { count: 10, of: 100 } },
  share: {
    training: { count: 100, of: 1000 },
    evaluated: { count: 50, of: 500 },
  },
  takenForUsual: {
    usual: 'cat',
    slice: { count: 10, of: 20 },
    rest: { count: 50, of: 100 },
  },
};
const strongest = (evidence: SliceEvidence) => adviseOnSlice(evidence)[0];

describe('adviseOnSlice', () => {
  it.each([
    [
      'wrongLabels',
      {
        doubtfulLabels: {
          slice: { count: 17, of: 20 },
          rest: { count: 10, of: 100 },
        },
      },
      '17 of 20 wrong rows have a label in doubt (elsewhere 10 of 100).',
    ],
    [
      'ambiguous',
      {
        ambiguousRows: {
          slice: { count: 18, of: 20 },
          rest: { count: 10, of: 100 },
        },
      },
      '18 of 20 wrong rows are between two classes',
    ],
    [
      'shifted',
      {
        share: {
          training: { count: 5, of: 1000 },
          evaluated: { count: 150, of: 500 },
        },
      },
      'Such rows are 0.5 % of the training rows and 30 % of the rows that were evaluated.',
    ],
    [
      'spuriousFeature',
      {
        takenForUsual: {
          usual: 'cat',
          slice: { count: 100, of: 100 },
          rest: { count: 20, of: 100 },
        },
      },
      '100 of 100 wrong rows were taken for cat',
    ],
    [
      'tooFewRows',
      {
        groups: {
          slice: { trainingRows: 10, rows: 1000, errors: 500 },
          others: [100, 1000, 10_000, 100_000].map(trainingRows => ({
            trainingRows,
            rows: 100_000,
            errors: Math.round((50_000 * 10 ** 0.5) / trainingRows ** 0.5),
          })),
        },
      },
      '10 training rows are like these.',
    ],
  ] as [string, SliceEvidence, string][])(
    'finds %s',
    (cause, evidence, because) => {
      expect(strongest({ ...PLAIN, ...evidence })).toMatchObject({
        cause,
        because: expect.stringContaining(because),
      });
    },
  );

  it('leaves to the model what nothing else accounts for', () => {
    expect(adviseOnSlice(PLAIN).map(({ cause }) => cause)).toEqual([
      'modelCapacity',
    ]);
  });

  it('says the same of the model where nobody looked for a cause', () => {
    expect(strongest({}).cause).toBe('modelCapacity');
  });

  it('orders causes by what they account for, none beyond all errors', () => {
    const count = fc
      .tuple(fc.nat(50), fc.nat(50))
      .map(([a, b]) => ({ count: a, of: a + b }));
    const both = fc.record({ slice: count, rest: count });
    fc.assert(
      fc.property(both, both, (doubtfulLabels, ambiguousRows) => {
        const strengths = adviseOnSlice({ doubtfulLabels, ambiguousRows }).map(
          ({ strength }) => strength,
        );
        expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
        expect(strengths.every(each => each >= 0 && each <= 1)).toBe(true);
      }),
    );
  });
});

describe('learningCurve', () => {
  it('finds the exponent that groups follow', () => {
    const groups = [10, 40, 160, 640, 2560].map(trainingRows => ({
      trainingRows,
      rows: 1_000_000,
      errors: 500_000 / trainingRows ** 0.4,
    }));
    expect(learningCurve(groups)!.exponent.value).toBeCloseTo(0.4, 9);
  });

  const groupsOf = (rows: number, scatter: number) =>
    Array.from({ length: 20 }, (_, i) => {
      const trainingRows = 20 * 1.5 ** i;
      const rate = 0.8 * trainingRows ** -0.3;
      return {
        trainingRows,
        rows,
        errors: Math.round(rows * rate * (1 + scatter * (-1) ** i)),
      };
    });
  const width = (groups: ReturnType<typeof groupsOf>) => {
    const { low, high } = learningCurve(groups)!.exponent;
    return high - low;
  };

  it('is less sure of the exponent of few rows, and of groups that scatter', () => {
    const { low, high } = learningCurve(groupsOf(300, 0))!.exponent;
    expect(low).toBeLessThan(0.3);
    expect(high).toBeGreaterThan(0.3);
    const sure = width(groupsOf(100_000, 0));
    expect(width(groupsOf(300, 0))).toBeGreaterThan(3 * sure);
    expect(width(groupsOf(100_000, 0.3))).toBeGreaterThan(3 * sure);
  });

  it('has an interval that holds the true exponent about as often as it says', () => {
    const draw = sameDraws();
    const held = Array.from({ length: 100 }, () => {
      const groups = groupsOf(400, 0).map(({ rows, errors, ...group }) => ({
        ...group,
        rows,
        errors: drawBinomial(rows, errors / rows, draw),
      }));
      const { low, high } = learningCurve(groups)!.exponent;
      return low <= 0.3 && high >= 0.3;
    }).filter(Boolean).length;
    // Four standard deviations below 95 of 100.
    expect(held).toBeGreaterThan(86);
  });

  it.each([
    [
      'few groups',
      [1, 2, 3, 4].map(n => ({ trainingRows: n, rows: 9, errors: 1 })),
    ],
    [
      'groups of one size',
      Array(6).fill({ trainingRows: 5, rows: 9, errors: 1 }),
    ],
    [
      'groups without errors',
      [1, 2, 3, 4, 5].map(n => ({ trainingRows: n, rows: 9, errors: 0 })),
    ],
  ])('says nothing of %s', (_what, groups) => {
    expect(learningCurve(groups)).toBeUndefined();
  });
});
