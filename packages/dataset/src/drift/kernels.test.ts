import fc from 'fast-check';
import { adjustForDiscoveries } from './adjustForDiscoveries';
import { chiSquared, cramersV } from './chiSquared';
import { chiSquaredTail } from './chiSquaredTail';
import { effectSize } from './effectSize';
import { kolmogorovTail } from './kolmogorovTail';
import { quantilesOfCounts } from './quantilesOfCounts';
import { jensenShannon, populationStability } from './shareDistances';
import { TwoSampleAccumulator } from './TwoSampleAccumulator';

const someCounts = fc.array(
  fc.record({ from: fc.nat({ max: 500 }), to: fc.nat({ max: 500 }) }),
  { minLength: 1, maxLength: 12 },
);
const turned = (counts: readonly { from: number; to: number }[]) =>
  counts.map(({ from, to }) => ({ from: to, to: from }));

describe.each([
  ['population stability', populationStability],
  ['Jensen-Shannon', jensenShannon],
  ['chi-squared', (counts: readonly never[]) => chiSquared(counts).statistic],
  ["Cramér's V", cramersV],
] as const)('%s', (_name, measure) => {
  const of = measure as (
    counts: readonly { from: number; to: number }[],
  ) => number;

  it('is the same whichever sample comes first', () => {
    fc.assert(
      fc.property(someCounts, counts => {
        expect(of(turned(counts))).toBeCloseTo(of(counts), 9);
      }),
    );
  });

  it('is nought between a sample and itself', () => {
    fc.assert(
      fc.property(someCounts, counts => {
        expect(of(counts.map(({ from }) => ({ from, to: from })))).toBeCloseTo(
          0,
          9,
        );
      }),
    );
  });

  it('does not change when the counts are added up from shards', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 50 })), {
          minLength: 2,
          maxLength: 8,
        }),
        pairs => {
          const whole = pairs.map(([from, to]) => ({
            from: 3 * from,
            to: 3 * to,
          }));
          const shards = [1, 2].map(share =>
            pairs.map(([from, to]) => ({ from: share * from, to: share * to })),
          );
          const merged = shards[0].map((pair, i) => ({
            from: pair.from + shards[1][i].from,
            to: pair.to + shards[1][i].to,
          }));
          expect(of(merged)).toBe(of(whole));
        },
      ),
    );
  });
});

it('Jensen-Shannon is 1 between samples that share nothing', () => {
  expect(
    jensenShannon([
      { from: 7, to: 0 },
      { from: 0, to: 3 },
    ]),
  ).toBe(1);
});

describe('cramersV', () => {
  it('does not take many categories of few rows for a difference', () => {
    const scattered = Array.from({ length: 50 }, (_, i) => ({
      from: i % 2 === 0 ? 2 : 1,
      to: i % 2 === 0 ? 1 : 2,
    }));
    expect(cramersV(scattered)).toBe(0);
  });

  it('is one between samples of two disjoint categories', () => {
    expect(
      cramersV([
        { from: 200, to: 0 },
        { from: 0, to: 200 },
      ]),
    ).toBeCloseTo(1, 9);
  });
});

describe('chiSquared', () => {
  it('puts categories together of which fewer than five rows are expected', () => {
    const rare = Array.from({ length: 10 }, () => ({ from: 1, to: 1 }));
    expect(chiSquared([{ from: 90, to: 90 }, ...rare])).toEqual({
      statistic: 0,
      freedom: 1,
      pValue: 1,
    });
  });
});

describe('chiSquaredTail', () => {
  it.each([
    // Abramowitz and Stegun (1964), table 26.8.
    [3.84146, 1, 0.05],
    [18.307, 10, 0.05],
    [124.342, 100, 0.05],
    [29.5883, 10, 0.001],
    // SciPy 1.10: chi2.sf.
    [0.3368845261111586, 9, 0.9999944987359419],
  ])('of %d with %d degrees of freedom is %d', (value, freedom, tail) => {
    expect(chiSquaredTail(value, freedom)).toBeCloseTo(tail, 5);
  });

  it('is exp(-x / 2) for two degrees of freedom', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 200, noNaN: true }), x => {
        expect(chiSquaredTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('kolmogorovTail', () => {
  it.each([
    // SciPy 1.10: ks_2samp(…, method='asymp') of samples of 900 and 897 rows.
    [0.04397250092902272, 0.34047946075306645],
    [0.0665217391304348, 0.035901445543590094],
    [0.07226681531029355, 0.017456796703494627],
    [0.08895206243032328, 0.001532738378207129],
  ])('of %d is %d', (statistic, tail) => {
    expect(kolmogorovTail(statistic, 900, 897)).toBeCloseTo(tail, 12);
  });

  it.each([
    // Marsaglia, Tsang and Wang (2003): K(10, 0.274) = 0.6284796…
    [10, 0.274, 1 - 0.6284796154565043],
    // Two rows: P(D < d) = 2 (2d - 1/2)² for d from 1/4 to 1/2.
    [2, 0.4, 1 - 2 * (0.8 - 0.5) ** 2],
  ])('with %d rows is exact', (n, statistic, tail) => {
    expect(kolmogorovTail(statistic, 2 * n, 2 * n)).toBeCloseTo(tail, 12);
  });

  it('goes on smoothly where the exact way ends', () => {
    const spread = 1.2;
    const [below, above] = [140, 141].map(n =>
      kolmogorovTail(spread / Math.sqrt(n), 2 * n, 2 * n),
    );
    expect(Math.abs(below - above)).toBeLessThan(1e-4);
  });

  it('falls as the distance grows', () => {
    const tails = Array.from({ length: 100 }, (_, i) =>
      kolmogorovTail(i / 100, 300, 500),
    );
    expect(tails).toEqual([...tails].sort((a, b) => b - a));
  });
});

/** By the definitions, over every value of both samples. */
function byDefinition(a: readonly number[], b: readonly number[]) {
  const values = [...new Set([...a, ...b])].sort((x, y) => x - y);
  const distances = values.map(value =>
    Math.abs(
      a.filter(x => x <= value).length / a.length -
        b.filter(x => x <= value).length / b.length,
    ),
  );
  return {
    kolmogorovSmirnov: Math.max(...distances),
    wasserstein: values
      .slice(1)
      .reduce((sum, value, i) => sum + distances[i] * (value - values[i]), 0),
  };
}

describe('TwoSampleAccumulator', () => {
  const sample = fc.array(fc.integer({ min: -20, max: 20 }), {
    minLength: 1,
    maxLength: 40,
  });

  it('finds the same as the definitions, ties or not', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const accumulator = new TwoSampleAccumulator(
          { from: a.length, to: b.length },
          [],
        );
        [
          ...a.map(value => ({ value, from: 1, to: 0 })),
          ...b.map(value => ({ value, from: 0, to: 1 })),
        ]
          .sort((x, y) => x.value - y.value)
          .forEach(({ value, from, to }) => accumulator.add(value, from, to));
        const found = accumulator.finish();
        const expected = byDefinition(a, b);
        expect(found.kolmogorovSmirnov).toBeCloseTo(
          expected.kolmogorovSmirnov,
          12,
        );
        expect(found.wasserstein).toBeCloseTo(expected.wasserstein, 9);
      }),
    );
  });

  it('counts a value on an edge in the bin above', () => {
    const accumulator = new TwoSampleAccumulator({ from: 3, to: 0 }, [[1, 2]]);
    [0, 1, 2].forEach(value => accumulator.add(value, 1, 0));
    expect(accumulator.finish().bins[0].map(({ from }) => from)).toEqual([
      1, 1, 1,
    ]);
  });

  it('refuses values out of order', () => {
    const accumulator = new TwoSampleAccumulator({ from: 2, to: 0 }, []);
    accumulator.add(2, 1, 0);
    expect(() => accumulator.add(1, 1, 0)).toThrow(/ascending/);
  });
});

describe('quantilesOfCounts', () => {
  it('finds what the spelled-out sample has', () => {
    const counted = fc.uniqueArray(
      fc.record({
        value: fc.integer({ min: -50, max: 50 }),
        count: fc.integer({ min: 0, max: 4 }),
      }),
      { selector: ({ value }) => value, minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(
        counted,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (all, p) => {
          fc.pre(all.some(({ count }) => count > 0));
          const sorted = [...all].sort((a, b) => a.value - b.value);
          const sample = sorted.flatMap(({ value, count }) =>
            Array.from({ length: count }, () => value),
          );
          const place = (sample.length - 1) * p;
          const lower = sample[Math.floor(place)];
          const upper = sample[Math.ceil(place)];
          expect(
            quantilesOfCounts(
              sorted.map(({ value }) => value),
              sorted.map(({ count }) => count),
              [p],
            )[0],
          ).toBeCloseTo(lower + (place % 1) * (upper - lower), 9);
        },
      ),
    );
  });
});

describe('adjustForDiscoveries', () => {
  it('is what Benjamini and Hochberg have it', () => {
    const adjusted = adjustForDiscoveries([0.01, 0.04, 0.03, 0.5]);
    [0.04, 0.16 / 3, 0.16 / 3, 0.5].forEach((q, i) =>
      expect(adjusted[i]).toBeCloseTo(q, 12),
    );
  });
});

describe('effectSize', () => {
  it.each([
    ['cramers-v', 0.09, 'none'],
    ['cramers-v', 0.1, 'small'],
    ['cramers-v', 0.3, 'medium'],
    ['cramers-v', 0.5, 'large'],
    ['kolmogorov-smirnov', 0.07, 'none'],
    ['kolmogorov-smirnov', 0.2, 'medium'],
  ] as const)('of %s %d is %s', (measure, value, size) => {
    expect(effectSize(measure, value)).toBe(size);
  });
});
