import fc from 'fast-check';
import { expectedInterval } from './expectedInterval';

describe('the interval to expect of a sample', () => {
  it('is that of Wilson (Newcombe 1998, table I, method 3: 15 of 148, 0.0624 to 0.1605)', () => {
    const { low, high } = expectedInterval(15 / 148, 148);
    expect(low).toBeCloseTo(0.0624, 4);
    expect(high).toBeCloseTo(0.1605, 4);
  });

  it('holds the share it is about, and narrows with more rows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 10, max: 2_500 }),
        (p, n) => {
          const few = expectedInterval(p, n);
          const many = expectedInterval(p, 2 * n);
          expect(few.low).toBeLessThanOrEqual(p + 1e-12);
          expect(few.high).toBeGreaterThanOrEqual(p - 1e-12);
          expect(many.high - many.low).toBeLessThan(few.high - few.low);
        },
      ),
    );
  });
});
