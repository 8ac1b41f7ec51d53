import fc from 'fast-check';
import { changeOfSlices, pairedChangeOfSlices } from './changeOfSlices';
import { partsOfChange } from './partsOfChange';

const shares = (...slices: readonly (readonly [number, number])[]) => ({
  whole: { size: 1000, sumError: 100, sumSquares: 100 },
  slices: slices.map(([sumError, size]) => ({
    size,
    sumError,
    sumSquares: sumError,
  })),
  errors: 'zero-one' as const,
});

describe('changeOfSlices', () => {
  it('tells what became worse and better beyond chance, with an interval', () => {
    const [worse, better, same] = changeOfSlices(
      shares([10, 100], [50, 100], [10, 100]),
      shares([50, 100], [10, 100], [12, 100]),
    );
    expect([worse.outcome, better.outcome, same.outcome]).toEqual([
      'worse',
      'better',
      'no change shown',
    ]);
    expect(worse.value).toBeCloseTo(0.4, 12);
  });

  it("has Newcombe's interval: of 56/70 against 48/80 it is -0.334 to -0.052", () => {
    const [{ interval }] = changeOfSlices(shares([56, 70]), shares([48, 80]));
    expect(interval!.low).toBeCloseTo(-0.3339, 4);
    expect(interval!.high).toBeCloseTo(-0.0524, 4);
  });

  it('shows nothing of a slice without rows in one of the runs', () => {
    const [{ outcome }] = changeOfSlices(shares([0, 0]), shares([5, 10]));
    expect(outcome).toBe('no change shown');
  });
});

describe('pairedChangeOfSlices', () => {
  const codes = [Int32Array.from({ length: 40 }, (_, i) => i % 2)];
  const before = new Float64Array(40);

  it('finds a change of a few rows by the rows that changed: twelve against none is p = 2 / 2^12', () => {
    const after = before.map((_, i) => (i % 2 === 0 && i < 24 ? 1 : 0));
    const [change] = pairedChangeOfSlices(
      codes,
      [[{ feature: 0, code: 0 }]],
      before,
      after,
    );
    expect(change.pValue).toBeCloseTo(2 / 2 ** 12, 12);
    expect(change).toMatchObject({ outcome: 'worse', test: 'mcnemar-exact' });
  });

  it('refuses rows that are not the same', () => {
    expect(() =>
      pairedChangeOfSlices(codes, [], before, new Float64Array(3)),
    ).toThrow(/Join the rows by key/);
  });
});

describe('partsOfChange', () => {
  it('gives all to the model where rows and labels are the same', () => {
    const parts = partsOfChange(
      { size: 40, sumError: 10 },
      { size: 40, sumError: 6 },
      { size: 40, keptChange: -4, relabelledChange: 0 },
    );
    expect(parts).toEqual({ model: -0.1, labels: 0, rows: 0 });
  });

  it('gives to rows what only those that came and went moved', () => {
    // Twenty rows as wrong as before, and twenty new ones that are right.
    const parts = partsOfChange(
      { size: 20, sumError: 10 },
      { size: 40, sumError: 10 },
      { size: 20, keptChange: 0, relabelledChange: 0 },
    );
    expect(parts).toEqual({ model: 0, labels: 0, rows: -0.25 });
  });

  it('sums to the change', () => {
    const share = fc.float({ min: 0, max: 1, noNaN: true });
    const side = fc
      .tuple(fc.integer({ min: 1, max: 500 }), share)
      .map(([size, rate]) => ({ size, sumError: size * rate }));
    fc.assert(
      fc.property(
        side,
        side,
        fc.nat(500),
        share,
        share,
        (a, b, size, kept, re) => {
          const parts = partsOfChange(a, b, {
            size,
            keptChange: kept * size,
            relabelledChange: -re * size,
          })!;
          expect(parts.model + parts.labels + parts.rows).toBeCloseTo(
            b.sumError / b.size - a.sumError / a.size,
            9,
          );
        },
      ),
    );
  });
});
