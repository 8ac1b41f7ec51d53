import { BinaryAccumulator } from '../binary/BinaryAccumulator';
import { RegressionAccumulator } from '../regression/RegressionAccumulator';
import { clopperPearson } from './clopperPearson';
import { figuresOf } from './figuresOf';
import {
  minimumDetectableOf,
  minimumDetectableShare,
} from './minimumDetectable';
import { normalQuantile } from './normal';
import { poissonDraw } from './poissonDraw';

describe('intervals', () => {
  it("agrees with Clopper and Pearson's interval of 8 in 10", () => {
    const { low, high } = clopperPearson(8, 10);
    expect(low).toBeCloseTo(0.4439045, 7);
    expect(high).toBeCloseTo(0.9747893, 7);
    expect(clopperPearson(0, 10).low).toBe(0);
  });

  it('inverts the normal distribution', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
  });

  it('counts each row once on average, and the same for the same unit', () => {
    const units = Uint32Array.from({ length: 100_000 }, (_, i) => i);
    const drawn = poissonDraw(units, 0, 7, new Uint8Array(units.length));
    const mean = drawn.reduce((sum, k) => sum + k, 0) / drawn.length;
    const none = drawn.filter(k => k === 0).length / drawn.length;
    expect(mean).toBeCloseTo(1, 1);
    expect(none).toBeCloseTo(Math.exp(-1), 1);
    expect(poissonDraw([41, 40], 0, 7, new Uint8Array(2))).toEqual(
      Uint8Array.of(drawn[41], drawn[40]),
    );
  });

  it('comes close to the interval of a mean that theory gives', () => {
    const n = 2_000;
    const metrics = new RegressionAccumulator();
    // Errors of -1 and 1, half each: the mean has a standard error of 1 / sqrt(n).
    metrics.add({
      given: Array.from({ length: n }, (_, i) => i % 10),
      predicted: Array.from(
        { length: n },
        (_, i) => (i % 10) + (i % 2 ? 1 : -1),
      ),
    });
    const { bias } = figuresOf(metrics.finish());
    const expected = 1.96 / Math.sqrt(n);
    expect(bias.value).toBeCloseTo(0, 12);
    expect(bias.high! / expected).toBeGreaterThan(0.85);
    expect(bias.high! / expected).toBeLessThan(1.15);
    expect(bias.low! / -expected).toBeGreaterThan(0.85);
    expect(bias.low! / -expected).toBeLessThan(1.15);
  });

  it('is wider where rows come in groups of equal ones', () => {
    const metrics = () => new BinaryAccumulator();
    const given = Array.from({ length: 200 }, (_, i) => Math.floor(i / 20) % 2);
    const scores = Array.from({ length: 200 }, (_, i) =>
      Math.floor(i / 20) % 3 ? 1 : 0,
    );
    const byRow = metrics();
    byRow.add({ given, scores });
    const byGroup = metrics();
    byGroup.add({
      given,
      scores,
      units: given.map((_, i) => Math.floor(i / 20)),
    });
    const width = ({ low = 0, high = 0 }) => high - low;
    const alone = figuresOf(byRow.finish()).accuracy;
    const grouped = figuresOf(byGroup.finish(), {
      seed: 7,
      draws: 1_000,
      drawnBy: 'group',
    }).accuracy;
    expect(alone.method).toBe('wilson');
    expect(grouped.method).toBe('bootstrap');
    expect(width(grouped)).toBeGreaterThan(2 * width(alone));
  });
});

describe('minimum detectable effect', () => {
  it('solves the power of the two-sample test for the effect size (Cohen 1988, table 2.4.1: h 0.4 takes 98 rows)', () => {
    const p = 0.5;
    const h =
      2 *
      (Math.asin(Math.sqrt(p)) -
        Math.asin(Math.sqrt(p - minimumDetectableShare(p, 98))));
    expect(h).toBeCloseTo(0.4, 2);
  });

  it('names a rise where there is nothing to fall to', () => {
    expect(minimumDetectableShare(0, 100)).toBeGreaterThan(0.03);
  });

  it('takes 2.8 standard errors of the difference', () => {
    expect(minimumDetectableOf(1)).toBeCloseTo(2.801585 * Math.SQRT2, 5);
  });
});
