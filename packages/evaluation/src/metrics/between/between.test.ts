import fc from 'fast-check';
import { BinaryAccumulator } from '../binary/BinaryAccumulator';
import { adjustForMany } from './adjustForMany';
import { compareErrors } from './compareErrors';
import {
  comparePaired,
  mcnemarChiSquared,
  mcnemarExact,
  waldPaired,
} from './comparePaired';
import { compareSamples } from './compareSamples';

describe('comparePaired', () => {
  it('gives the exact McNemar p of 1 against 9 changed rows', () => {
    expect(mcnemarExact(9, 1)).toBeCloseTo(0.021484375, 12);
    expect(mcnemarExact(0, 0)).toBe(1);
  });

  it('counts fixed and broken rows of a pair of runs', () => {
    expect(
      comparePaired([false, false, true, true], [true, true, true, false]),
    ).toMatchObject({
      delta: { value: 0.25, n: 4 },
      fixed: 2,
      broken: 1,
      positiveFlipRate: 0.5,
      negativeFlipRate: 0.25,
    });
  });
});

describe('mcnemarChiSquared', () => {
  it('has the statistic of 9 against 1 changed rows by hand', () => {
    expect(mcnemarChiSquared(9, 1, 'plain').statistic).toBeCloseTo(6.4, 12);
    const { statistic, p } = mcnemarChiSquared(9, 1, 'corrected');
    expect(statistic).toBeCloseTo(4.9, 12);
    expect(p).toBeCloseTo(0.0268566, 6);
  });
});

describe('waldPaired', () => {
  it('is the normal interval of 30 fixed and 10 broken of 100 rows', () => {
    const { low, high } = waldPaired(30, 10, 100);
    expect((low + high) / 2).toBeCloseTo(0.2, 12);
    expect((high - low) / 2).toBeCloseTo(1.959964 * 0.06, 6);
  });
});

describe('adjustForMany', () => {
  it('adjusts three tests by hand', () => {
    const { holm, falseDiscovery, ...more } = adjustForMany([0.01, 0.04, 0.03]);
    [0.03, 0.12, 0.09].forEach((p, i) =>
      expect(more.bonferroni[i]).toBeCloseTo(p, 12),
    );
    // 1 + 1/2 + 1/3 times as much.
    expect(more.falseDiscoveryDependent[0]).toBeCloseTo(0.055, 12);
    [0.03, 0.06, 0.06].forEach((p, i) => expect(holm[i]).toBeCloseTo(p, 12));
    [0.03, 0.04, 0.04].forEach((q, i) =>
      expect(falseDiscovery[i]).toBeCloseTo(q, 12),
    );
  });

  it('never says less than the test alone, and Holm never less than Benjamini and Hochberg', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        p => {
          const { holm, falseDiscovery } = adjustForMany(p);
          p.forEach((own, i) => {
            expect(falseDiscovery[i] - own).toBeGreaterThan(-1e-12);
            expect(holm[i] - falseDiscovery[i]).toBeGreaterThan(-1e-12);
          });
        },
      ),
    );
  });
});

describe('compareSamples', () => {
  const given = Array.from({ length: 300 }, (_, i) => i % 2);
  const sampleOf = (isRight: (i: number) => boolean, order = given.keys()) => {
    const rows = [...order];
    const metrics = new BinaryAccumulator();
    metrics.add({
      given: rows.map(i => given[i]),
      scores: rows.map(i => (isRight(i) === (given[i] === 1) ? 0.9 : 0.1)),
      units: rows,
    });
    return metrics.finish();
  };

  it('is narrower than the intervals of either run where the same rows go wrong', () => {
    const before = sampleOf(i => i % 5 !== 0);
    const after = sampleOf(i => i % 5 !== 0 || i % 20 === 0);
    const { accuracy } = compareSamples(before, after);
    expect(accuracy.value).toBeCloseTo(15 / 300, 12);
    expect(accuracy.low).toBeGreaterThan(0);
    expect(accuracy.pValue).toBeLessThan(0.001);
    // Two independent runs would differ by 0.0435 one time in twenty at most by chance on each side.
    expect(accuracy.high! - accuracy.low!).toBeLessThan(0.06);
  });

  it('joins rows by their unit, whatever their order', () => {
    const before = sampleOf(i => i % 5 !== 0);
    const same = sampleOf(
      i => i % 5 !== 0,
      [...given.keys()].reverse().values(),
    );
    const { accuracy } = compareSamples(before, same);
    expect(accuracy).toMatchObject({ value: 0, low: 0, high: 0, pValue: 1 });
  });
});

describe('compareErrors', () => {
  it("agrees with Student's t of five differences by hand", () => {
    const { t, tP, signedRank } = compareErrors(
      [2, 3, 4, 5, 6],
      [1, 1, 1, 1, 6],
    );
    // Differences 1, 2, 3, 4, 0: mean 2, variance 2.5.
    expect(t).toBeCloseTo(2 / Math.sqrt(0.5), 12);
    expect(tP).toBeCloseTo(0.0474206, 5);
    expect(signedRank).toBe(0);
  });
});
