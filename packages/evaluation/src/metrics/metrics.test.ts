import fc from 'fast-check';
import { ClassificationMetrics } from './ClassificationMetrics';
import { comparePaired, mcnemarExact } from './comparePaired';
import { figuresOf, wilson } from './figures';

const rows = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 1, max: 8 }),
  ),
  { minLength: 2, maxLength: 50 },
);
const probabilities = (a: number, b: number) => [
  a / 20,
  b / 20,
  1 - a / 20 - b / 20,
];

describe('ClassificationMetrics', () => {
  it('gives the same for merged shards as for the whole', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (all, cut) => {
        const at = cut % all.length;
        const whole = new ClassificationMetrics(3);
        const [first, second] = [
          new ClassificationMetrics(3),
          new ClassificationMetrics(3),
        ];
        all.forEach(([given, a, b], i) => {
          whole.add(given, probabilities(a, b));
          (i < at ? first : second).add(given, probabilities(a, b));
        });
        first.merge(second);
        const expected = figuresOf(whole);
        Object.entries(figuresOf(first)).forEach(([name, figure]) => {
          expect(figure.value).toBeCloseTo(expected[name].value, 9);
        });
      }),
    );
  });

  it('agrees with figures worked out by hand', () => {
    const metrics = new ClassificationMetrics(2);
    metrics.add(0, [0.8, 0.2]);
    metrics.add(1, [0.6, 0.4]);
    const figures = figuresOf(metrics);
    expect(figures.accuracy.value).toBe(0.5);
    expect(figures.macroF1.value).toBeCloseTo(1 / 3, 12);
    expect(figures.logLoss.value).toBeCloseTo(
      -(Math.log(0.8) + Math.log(0.4)) / 2,
      12,
    );
    expect(figures.brier.value).toBeCloseTo((0.2 ** 2 + 0.6 ** 2) / 2, 12);
    expect(figures.ece.value).toBeCloseTo((0.2 + 0.6) / 2, 12);
  });
});

describe('intervals and tests', () => {
  it("agrees with Wilson's interval of 8 in 10", () => {
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.4901625, 6);
    expect(high).toBeCloseTo(0.9433178, 6);
  });

  it('gives the exact McNemar p of 1 against 9 changed rows', () => {
    expect(mcnemarExact(9, 1)).toBeCloseTo(0.021484375, 12);
    expect(mcnemarExact(0, 0)).toBe(1);
  });

  it('counts fixed and broken rows of a pair of runs', () => {
    const { delta, fixed, broken } = comparePaired(
      [false, false, true, true],
      [true, true, true, false],
    );
    expect({ value: delta.value, fixed, broken }).toEqual({
      value: 0.25,
      fixed: 2,
      broken: 1,
    });
    expect(delta.low).toBeLessThan(0.25);
  });
});
