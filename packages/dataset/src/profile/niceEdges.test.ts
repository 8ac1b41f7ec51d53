import fc from 'fast-check';
import { niceEdges } from './niceEdges';

describe('niceEdges', () => {
  it.each([
    [{ min: 0.03, max: 0.97 }, 0, 0.05, 1],
    [{ min: 17, max: 1_180 }, 0, 100, 1_200],
    [{ min: -3.2, max: 3.1 }, -3.5, 0.5, 3.5],
  ])(
    'are 1, 2 or 5 times a power of ten apart: %j',
    (range, first, step, last) => {
      const edges = niceEdges({ ...range, values: 'numbers' });
      expect(edges[0]).toBe(first);
      expect(edges[1] - edges[0]).toBeCloseTo(step, 9);
      expect(edges[edges.length - 1]).toBe(last);
    },
  );

  it('give every whole number of a small range a bin of its own', () => {
    expect(niceEdges({ min: 0, max: 3, values: 'whole numbers' })).toEqual([
      0, 1, 2, 3, 4,
    ]);
  });

  it('keep most of the values apart where a few are far away', () => {
    const edges = niceEdges({
      min: 0,
      max: 1_000_000,
      low: 1,
      high: 99,
      values: 'whole numbers',
    });
    expect(edges).toHaveLength(22);
    expect(edges.slice(-2)).toEqual([100, 1_000_000]);
  });

  it('are the least and the greatest value where doubles have no step between', () => {
    const min = 1.7976931348623131e308;
    expect(
      niceEdges({ min, max: Number.MAX_VALUE, values: 'whole numbers' }),
    ).toEqual([min, Number.MAX_VALUE]);
  });

  it('ascend and hold the least and the greatest value, whatever these are', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(
        number,
        number,
        fc.constantFrom('numbers' as const, 'whole numbers' as const),
        (a, b, values) => {
          const [min, max] = [Math.min(a, b), Math.max(a, b)];
          const edges = niceEdges({ min, max, values });
          expect(edges.length).toBeGreaterThan(1);
          expect(edges.length).toBeLessThan(25);
          expect(edges[0]).toBeLessThanOrEqual(min);
          expect(edges[edges.length - 1]).toBeGreaterThanOrEqual(max);
          edges
            .slice(1)
            .forEach((edge, i) => expect(edge).toBeGreaterThan(edges[i]));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
