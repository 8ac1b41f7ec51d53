import fc from 'fast-check';
import { seededRandom } from '../seededRandom';
import { principalComponents } from './principalComponents';

describe('principalComponents', () => {
  it('finds the direction in which rows differ, and the variance along it', () => {
    // Four points on the line y = x / 2, one of the same mean off it.
    const { coordinates, variances } = principalComponents(
      Float64Array.from([-4, -2, -2, -1, 2, 1, 4, 2]),
      2,
    );
    const unit = Math.sqrt(5);
    expect(Array.from(coordinates).filter((_, i) => i % 2 === 0)).toEqual(
      [-2 * unit, -unit, unit, 2 * unit].map(value => expect.closeTo(value, 9)),
    );
    expect(variances[0]).toBeCloseTo((2 * (20 + 5)) / 4, 9);
    expect(variances[1]).toBeCloseTo(0, 9);
  });

  it('puts planted axes in the order of their variance', () => {
    const random = seededRandom(7);
    const rows = 500;
    const features = Float64Array.from({ length: rows * 6 }, (_, i) => {
      const spread = [1, 9, 1, 1, 4, 1][i % 6];
      return spread * (random() - 0.5);
    });
    const { variances } = principalComponents(features, 6);
    expect(variances[0]).toBeCloseTo(81 / 12, -0.5);
    expect(variances[1]).toBeCloseTo(16 / 12, 0);
  });

  it('does not move when all rows are shifted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: -100, max: 100, noNaN: true }),
        (seed, shift) => {
          const random = seededRandom(seed);
          const features = Float64Array.from(
            { length: 60 },
            (_, i) => random() * (i % 3 === 0 ? 10 : 1),
          );
          const [here, there] = [
            features,
            features.map(value => value + shift),
          ].map(values => principalComponents(values, 3, 1).coordinates);
          here.forEach((value, i) => expect(there[i]).toBeCloseTo(value, 4));
        },
      ),
    );
  });

  it('has no second direction where there is one column', () => {
    const { variances } = principalComponents(Float64Array.of(1, 2, 3), 1);
    expect(Array.from(variances)).toEqual([expect.closeTo(2 / 3, 9), 0]);
  });

  it('refuses features that are not whole rows', () => {
    expect(() => principalComponents(new Float64Array(5), 2)).toThrow(
      RangeError,
    );
  });
});
