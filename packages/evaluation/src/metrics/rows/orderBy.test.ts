import fc from 'fast-check';
import { fallingOrder, risingOrder } from './orderBy';

/** Few and many, with ties, signs, zeros of both signs and the ends of the range. */
const values = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(0, -0, 0.5, -0.5, Number.MAX_VALUE, Number.MIN_VALUE),
      ),
      { minLength: 1, maxLength: 40 },
    ),
    fc.constantFrom(1, 100),
  )
  .map(([some, times]) => Array.from({ length: times }, () => some).flat());

const indices = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('orders of rows', () => {
  it('fall by value, the first of equal ones first', () => {
    fc.assert(
      fc.property(values, all => {
        expect([...fallingOrder(all)]).toEqual(
          indices(all.length).sort((a, b) => all[b] - all[a] || a - b),
        );
      }),
    );
  });

  it('rise by value, then by unit, then by index', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 7 }), (all, period) => {
        const units = all.map((_, i) => (i * 2_654_435_761) % period);
        expect([...risingOrder(all, units)]).toEqual(
          indices(all.length).sort(
            (a, b) => all[a] - all[b] || units[a] - units[b] || a - b,
          ),
        );
      }),
    );
  });
});
