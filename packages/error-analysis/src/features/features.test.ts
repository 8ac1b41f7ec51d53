import fc from 'fast-check';
import { binNumbers } from './binNumbers';
import { encodeCategories } from './encodeCategories';
import { encodeFeature } from './encodeFeature';
import { codeCount, labelsOf } from './FeaturePlan';
import { planEqualBins } from './planEqualBins';
import { planNumbers } from './planNumbers';

describe('binNumbers', () => {
  it('makes bins that people can read, with what is missing in one of its own', () => {
    const { labels, codes } = binNumbers(
      Float64Array.from([...Array.from({ length: 100 }, (_, i) => i), NaN]),
      4,
    );
    expect(labels).toEqual(['< 25', '[25, 50)', '[50, 75)', '≥ 75', 'missing']);
    expect([codes[0], codes[24], codes[25], codes[99], codes[100]]).toEqual([
      0, 0, 1, 3, 4,
    ]);
  });

  it('keeps few different values apart', () => {
    expect(binNumbers(Float64Array.of(1, 2, 1, 2)).labels).toEqual(['1', '2']);
  });

  it('parts a column that is nearly all one value', () => {
    const values = new Float64Array(1000);
    for (let i = 0; i < 10; i++) values[i] = i + 1;
    expect(binNumbers(values).labels).toEqual(['< 1', '≥ 1']);
  });

  it('gives every number one of its codes, in the order of the numbers', () => {
    const numbers = fc.array(fc.double({ noDefaultInfinity: true }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 9 }), (list, maxBins) => {
        const values = Float64Array.from(list);
        const plan = planNumbers(values, maxBins);
        const codes = encodeFeature(plan, values);
        values.forEach((value, i) => {
          expect(codes[i]).toBeGreaterThanOrEqual(0);
          expect(codes[i]).toBeLessThan(codeCount(plan));
          const above = codes.filter((_, j) => values[j] > value);
          expect(Math.min(...above, Infinity)).toBeGreaterThanOrEqual(codes[i]);
        });
      }),
    );
  });
});

describe('a plan', () => {
  it('holds for another table: what lies outside falls in the outer ranges', () => {
    const plan = planNumbers(
      Float64Array.from({ length: 100 }, (_, i) => i),
      4,
    );
    const codes = encodeFeature(plan, Float64Array.of(-5, 25, 1000, NaN));
    expect([...codes]).toEqual([0, 1, 3, -1]);
  });

  it('has no code for a number among few that the reference had not', () => {
    const plan = planNumbers(Float64Array.of(1, 2));
    expect([...encodeFeature(plan, Float64Array.of(2, 3))]).toEqual([1, -1]);
  });

  it('refuses a column of another type', () => {
    expect(() =>
      encodeFeature(planNumbers(Float64Array.of(1, 2)), {
        codes: Int32Array.of(0),
        values: ['a'],
      }),
    ).toThrow(/same type/);
  });
});

describe('encodeCategories', () => {
  it('gathers what is rare', () => {
    const { labels, codes } = encodeCategories(['a', 'a', 'b', 'c', null], 2);
    expect(labels).toEqual(['a', 'b', '(other)', 'missing']);
    expect(Array.from(codes)).toEqual([0, 0, 1, 2, 3]);
  });
});

describe('labelsOf', () => {
  it('reads 0.1 + 0.2 as 0.3', () => {
    expect(
      labelsOf({
        kind: 'ranges',
        cuts: [0.1 + 0.2],
        cut: 'begins',
        missing: 'none',
      }),
    ).toEqual(['< 0.3', '≥ 0.3']);
  });
});

describe('planEqualBins', () => {
  const values = Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 100);

  it('cuts ranges of equal width, each with its upper end', () => {
    const plan = planEqualBins(values, 4, 'width');
    expect(labelsOf(plan)).toEqual(['≤ 25', '(25, 50]', '(50, 75]', '> 75']);
    expect([...encodeFeature(plan, Float64Array.of(25, 26))]).toEqual([0, 1]);
  });

  it('cuts ranges of equal frequency, by interpolated quantiles', () => {
    expect(labelsOf(planEqualBins(values, 4, 'frequency'))).toEqual([
      '≤ 2.25',
      '(2.25, 4.5]',
      '(4.5, 6.75]',
      '> 6.75',
    ]);
  });
});
