import fc from 'fast-check';
import { RowsNearby } from './RowsNearby';

const COLUMNS = 2;
/** On a grid, so that there are ties and copies. */
const points = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 8, maxLength: 160 })
  .map(values => Float64Array.from(values.slice(0, values.length & ~1)));

describe('RowsNearby', () => {
  it('finds what comparing with each row finds', async () => {
    await fc.assert(
      fc.asyncProperty(points, fc.nat(), fc.nat(6), async (all, cut, k) => {
        const rows = all.length / COLUMNS;
        const of = { from: cut % rows, to: rows };
        const nearby = await RowsNearby.search(all, COLUMNS);
        for (let row = 0; row < rows; row++) {
          const each = Array.from({ length: of.to - of.from }, (_, i) => {
            const other = of.from + i;
            const distance = Math.hypot(
              all[row * 2] - all[other * 2],
              all[row * 2 + 1] - all[other * 2 + 1],
            );
            return { row: other, distance };
          })
            .filter(({ row: other }) => other !== row)
            .sort((a, b) => a.distance - b.distance);
          const distances = (found: readonly { distance: number }[]) =>
            found.map(({ distance }) => distance.toFixed(9));
          expect(distances(nearby.nearest(row, of, k))).toEqual(
            distances(each.slice(0, k)),
          );
          expect(distances(nearby.within(row, of, 1))).toEqual(
            distances(each.filter(({ distance }) => distance <= 1)),
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});
