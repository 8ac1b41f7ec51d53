import fc from 'fast-check';
import { findSlices } from './findSlices';
import { sliceScore } from './sliceScore';

type Table = {
  codes: Int32Array[];
  cardinalities: number[];
  errors: Float64Array;
};

const tables: fc.Arbitrary<Table> = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 3 }),
    ),
    { minLength: 5, maxLength: 40 },
  )
  .map(rows => ({
    codes: [0, 1, 2].map(f => Int32Array.from(rows, row => row[f])),
    cardinalities: [3, 2, 3],
    errors: Float64Array.from(rows, row => (row[3] === 3 ? 1 : 0)),
  }));

/** Every conjunction, one after the other. */
function bruteForce(
  { codes, cardinalities, errors }: Table,
  k: number,
  minSupport: number,
) {
  const whole = {
    rows: errors.length,
    averageError: errors.reduce((sum, e) => sum + e, 0) / errors.length,
    alpha: 0.95,
    minSupport,
  };
  const scores: number[] = [];
  const choices = cardinalities.map(c => [
    -1,
    ...Array.from({ length: c }, (_, i) => i),
  ]);
  for (const a of choices[0])
    for (const b of choices[1])
      for (const c of choices[2]) {
        const wanted = [a, b, c];
        if (wanted.every(code => code < 0)) continue;
        const rows = [...errors.keys()].filter(i =>
          wanted.every((code, f) => code < 0 || codes[f][i] === code),
        );
        const sum = rows.reduce((total, i) => total + errors[i], 0);
        if (rows.length < minSupport || sum === 0) continue;
        const score = sliceScore(whole, rows.length, sum);
        if (score > 0) scores.push(score);
      }
  scores.sort((x, y) => y - x);
  const last = scores[Math.min(k, scores.length) - 1] ?? Infinity;
  return scores.filter(score => score >= last - 1e-12);
}

describe('findSlices', () => {
  it('gives, pruned, what trying every conjunction gives, with all ties of the last rank', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 6 }), (table, k) => {
        fc.pre(table.errors.some(error => error > 0));
        const found = findSlices({ ...table, k, minSupport: 2 }).slices.map(
          ({ score }) => score,
        );
        const expected = bruteForce(table, k, 2);
        expect(found).toHaveLength(expected.length);
        found.forEach((score, i) => expect(score).toBeCloseTo(expected[i], 9));
      }),
      { numRuns: 300 },
    );
  });

  it('names other descriptions of the very same rows', () => {
    const half = Int32Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1));
    const { slices } = findSlices({
      codes: [half, half],
      cardinalities: [2, 2],
      errors: Float64Array.from({ length: 40 }, (_, i) => (i < 10 ? 1 : 0)),
    });
    expect(slices[0].sameRowsAs.length).toBeGreaterThan(0);
  });

  it('puts a planted weak slice first, and calls it significant', () => {
    const rows = Array.from({ length: 600 }, (_, i) => ({
      a: i % 3,
      b: (i >> 2) % 2,
      e: 0,
    }));
    rows.forEach((row, i) => {
      row.e =
        row.a === 1 && row.b === 1 ? Number(i % 2 === 0) : Number(i % 20 === 0);
    });
    const { slices } = findSlices({
      codes: [
        Int32Array.from(rows, row => row.a),
        Int32Array.from(rows, row => row.b),
      ],
      cardinalities: [3, 2],
      errors: Float64Array.from(rows, row => row.e),
    });
    expect(slices[0].predicates).toEqual([
      { feature: 0, code: 1 },
      { feature: 1, code: 1 },
    ]);
    expect(slices[0].qValue).toBeLessThan(0.001);
  });

  it('finds nothing where there is no error', () => {
    const answer = findSlices({
      codes: [Int32Array.of(0, 1)],
      cardinalities: [2],
      errors: new Float64Array(2),
    });
    expect(answer).toEqual({ rows: 2, averageError: 0, slices: [] });
  });
});
