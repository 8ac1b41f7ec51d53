import fc from 'fast-check';
import { drawBinomial, sameDraws } from './drawBinomial';
import { errorInterval, shareInterval } from './errorInterval';
import { FalseDiscovery } from './FalseDiscovery';
import { falseDiscoveryRate } from './falseDiscoveryRate';
import { hypergeometricTail } from './hypergeometricTail';
import { studentQuantile } from './studentTail';
import { Tally } from './Tally';
import { welchTail } from './welchTail';

const choose = (n: number, k: number): number => {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
};

describe('hypergeometricTail', () => {
  it('is the sum of the chances of as many errors or more', () => {
    const draws = fc
      .integer({ min: 1, max: 40 })
      .chain(rows =>
        fc.tuple(
          fc.constant(rows),
          fc.integer({ min: 0, max: rows }),
          fc.integer({ min: 1, max: rows }),
        ),
      )
      .chain(([rows, errors, size]) =>
        fc.record({
          rows: fc.constant(rows),
          errors: fc.constant(errors),
          size: fc.constant(size),
          errorsInSlice: fc.integer({ min: 0, max: Math.min(errors, size) }),
        }),
      );
    fc.assert(
      fc.property(draws, draw => {
        const { rows, errors, size, errorsInSlice } = draw;
        let expected = 0;
        for (let x = errorsInSlice; x <= Math.min(errors, size); x++)
          expected +=
            (choose(errors, x) * choose(rows - errors, size - x)) /
            choose(rows, size);
        expect(hypergeometricTail(draw)).toBeCloseTo(expected, 10);
      }),
    );
  });

  it('has the digits of whole numbers far out, where logarithms of factorials lose them', () => {
    // Summed as fractions of whole numbers.
    expect(
      hypergeometricTail({
        rows: 3_000_000,
        errors: 30_000,
        size: 3_000,
        errorsInSlice: 70,
      }) / 2.503032447318601e-10,
    ).toBeCloseTo(1, 12);
  });
});

describe('FalseDiscovery', () => {
  it("is Benjamini and Hochberg's rate times 1 + 1/2 + … + 1/m", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-9, max: 1, noNaN: true }), {
          minLength: 1,
        }),
        pValues => {
          const rates = new FalseDiscovery();
          for (const p of pValues) rates.add(p, 1);
          const harmonic = pValues.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
          const hochberg = falseDiscoveryRate(
            Float64Array.from(pValues, p => p * harmonic),
          );
          pValues.forEach((p, i) =>
            expect(rates.qValue(p)).toBeCloseTo(hochberg[i], 12),
          );
        },
      ),
    );
  });
});

describe('intervals and tests of a mean', () => {
  it("are Student's for real errors: 1, 2, 3, 4, 5 has 1.04 to 4.96", () => {
    const slice = { size: 5, sumError: 15, sumSquares: 55 };
    const { low, high } = errorInterval(slice, 'real')!;
    expect(low).toBeCloseTo(3 - 2.7764451052 * Math.sqrt(0.5), 9);
    expect(high).toBeCloseTo(3 + 2.7764451052 * Math.sqrt(0.5), 9);
  });

  it("are Wilson's for errors of 0 and 1: of 8 in 10 it is 0.490 to 0.943", () => {
    const { low, high } = shareInterval(8, 10)!;
    expect([low, high].map(end => end.toFixed(3))).toEqual(['0.490', '0.943']);
  });

  it('know the quantiles in every table of t', () => {
    expect(studentQuantile(0.025, 1)).toBeCloseTo(12.7062047362, 8);
    expect(studentQuantile(0.025, 30)).toBeCloseTo(2.0422724563, 8);
  });

  it("are Welch's against the rest: 4, 5, 6 against 1, 2, 3, 4", () => {
    const p = welchTail(
      { size: 3, sumError: 15, sumSquares: 77 },
      { size: 7, sumError: 25, sumSquares: 107 },
    );
    // scipy.stats.ttest_ind([4, 5, 6], [1, 2, 3, 4], equal_var=False, alternative='greater')
    expect(p).toBeCloseTo(0.017323776644142853, 9);
  });
});

describe('drawBinomial', () => {
  it.each([
    [40, 0.1],
    [40, 0.9],
    [2_000, 0.3],
    [9, 0],
    [9, 1],
  ])('has the mean and the variance of %i rows at %d', (n, chance) => {
    const draw = sameDraws();
    const draws = Array.from({ length: 20_000 }, () =>
      drawBinomial(n, chance, draw),
    );
    const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length;
    const variance =
      draws.reduce((sum, each) => sum + (each - mean) ** 2, 0) / draws.length;
    const expected = n * chance * (1 - chance);
    // Four standard deviations of a mean of so many.
    expect(Math.abs(mean - n * chance)).toBeLessThanOrEqual(
      4 * Math.sqrt(expected / draws.length),
    );
    expect(Math.abs(variance - expected)).toBeLessThanOrEqual(0.05 * expected);
  });
});

describe('Tally', () => {
  it('says how often each number was added, as a map of counts does', () => {
    const numbers = fc.array(
      fc.oneof(fc.nat(30), fc.maxSafeInteger().map(Math.abs)),
      { maxLength: 400 },
    );
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 8 }), (some, times) => {
        const tally = new Tally();
        const expected = new Map<number, number>();
        // Apart by one, so that there are enough to need more room.
        for (let step = 0; step < times; step++)
          for (const number of some.map(each => Math.max(0, each - step))) {
            tally.add(number);
            expected.set(number, (expected.get(number) ?? 0) + 1);
          }
        expect(new Map(tally)).toEqual(expected);
      }),
    );
  });
});
