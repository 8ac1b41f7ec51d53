import fc from 'fast-check';
import { clusterCount } from './clusterCount';
import { kMeans } from './kMeans';
import { TypicalWords } from './TypicalWords';

/** Rows around as many corners as there are, one after the other. */
const around = (corners: readonly (readonly number[])[], rows: number) =>
  Float64Array.from(
    Array.from({ length: rows }, (_, row) =>
      corners[row % corners.length].map(
        (value, c) => value + ((row * 7 + c * 3) % 11) / 20,
      ),
    ).flat(),
  );

describe('kMeans', () => {
  it('finds groups that lie apart', () => {
    const corners = [
      [0, 0],
      [9, 0],
      [0, 9],
      [9, 9],
    ];
    const values = around(corners, 80);
    const centres = kMeans({ values, columns: 2, k: 4 });
    const clusterOf = Array.from(
      { length: 80 },
      (_, row) => centres.nearest(values.subarray(row * 2, row * 2 + 2)).centre,
    );
    expect(new Set(clusterOf.slice(0, 4)).size).toBe(4);
    clusterOf.forEach((cluster, row) =>
      expect(cluster).toBe(clusterOf[row % 4]),
    );
  });

  it('leaves no row nearer to another centre than the means of its own say', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 0, max: 5 }),
    );
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (rows, k) => {
          const values = Float64Array.from(rows.flat());
          const centres = kMeans({ values, columns: 2, k });
          expect(centres.count).toBe(
            Math.min(k, new Set(rows.map(String)).size),
          );
          const sums = Array.from({ length: centres.count }, () => [0, 0, 0]);
          for (const [x, y] of rows) {
            const { centre } = centres.nearest(Float64Array.of(x, y));
            sums[centre][0] += x;
            sums[centre][1] += y;
            sums[centre][2]++;
          }
          for (const [centre, [x, y, n]] of sums.entries()) {
            const mean = Float64Array.of(x / n, y / n);
            expect(centres.nearest(mean).centre).toBe(centre);
            expect(centres.nearest(mean).squared).toBeLessThan(1e-9);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([
    [[1, 2, 3], 2, 'do not make rows'],
    [[1, NaN], 2, 'Row 0, column 1'],
    [[], 2, 'cannot be divided'],
  ])('refuses %j', (values, columns, message) => {
    expect(() =>
      kMeans({ values: Float64Array.from(values), columns, k: 2 }),
    ).toThrow(message);
  });
});

describe('clusterCount', () => {
  it.each([
    [19, 0],
    [20, 3],
    [128, 8],
    [100_000, 12],
  ])('divides %d rows into %d', (rows, clusters) => {
    expect(clusterCount(rows)).toBe(clusters);
  });
});

describe('TypicalWords', () => {
  it('names what stands in one cluster more than in others', () => {
    const words = new TypicalWords(2);
    for (let i = 0; i < 4; i++) {
      words.add(0, `The parcel ${i} was late, late`);
      words.add(1, `the refund ${i} was paid`);
    }
    expect(words.finish(2)).toEqual([
      ['late', 'parcel'],
      ['paid', 'refund'],
    ]);
  });
});
