import fc from 'fast-check';
import { RowsNearby } from './RowsNearby';

/** On a grid, so that there are ties and copies. */
const points = fc.constantFrom(2, 36).chain(columns =>
  fc
    .array(
      fc.array(fc.integer({ min: 0, max: 5 }), {
        minLength: columns,
        maxLength: columns,
      }),
      { minLength: 4, maxLength: 100 },
    )
    .map(rows => ({
      columns,
      rows: rows.length,
      all: Float64Array.from(rows.flat()),
    })),
);

describe('RowsNearby', () => {
  it('finds what comparing with each row finds, ties by index', () => {
    fc.assert(
      fc.property(points, fc.nat(), fc.nat(6), (table, cut, k) => {
        const { columns, rows, all } = table;
        const of = { from: cut % rows, to: rows };
        const nearby = new RowsNearby(all, columns);
        for (let row = 0; row < rows; row++) {
          const each = Array.from({ length: of.to - of.from }, (_, i) => {
            const other = of.from + i;
            let square = 0;
            for (let c = 0; c < columns; c++)
              square +=
                (all[row * columns + c] - all[other * columns + c]) ** 2;
            return { row: other, distance: Math.sqrt(square) };
          })
            .filter(({ row: other }) => other !== row)
            .sort((a, b) => a.distance - b.distance);
          const limit = each[each.length >> 1]?.distance ?? 0;
          expect(nearby.nearest(row, of, k)).toEqual(each.slice(0, k));
          expect(nearby.within(row, of, limit)).toEqual(
            each.filter(({ distance }) => distance <= limit),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('names row and column of what is no number', () => {
    expect(() => new RowsNearby(Float64Array.of(1, 2, 3, NaN), 2)).toThrow(
      'Row 1, column 1: NaN is no finite number.',
    );
  });
});
