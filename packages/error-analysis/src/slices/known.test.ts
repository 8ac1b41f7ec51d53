import { rowsOf } from '../bits/BitSet';
import { confirmSlices } from './confirmSlices';
import { findSlices } from './findSlices';
import { measureSlices } from './measureSlices';
import { predicateEffects } from './predicateEffects';
import { halfOf } from './halfOf';
import { mergeSameRows } from './mergeSameRows';
import { rankByAdded } from './rankByAdded';
import { sliceBits } from './sliceBits';
import { SliceRows } from './SliceRows';
import { runBy } from './SliceStep';

/** Rows 0 to 39; the first half of feature 0 errs, and the even ones among them by feature 1. */
const codes = [
  Int32Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1)),
  Int32Array.from({ length: 40 }, (_, i) => i % 2),
];
const errors = Float64Array.from({ length: 40 }, (_, i) =>
  i < 20 && i % 4 < 3 ? 1 : 0,
);
const half = [{ feature: 0, code: 0 }];
const quarter = [
  { feature: 0, code: 0 },
  { feature: 1, code: 0 },
];
const measured = (...slices: (typeof half)[]) =>
  runBy(
    new SliceRows({ codes, cardinalities: [2, 2], errors }),
    measureSlices([2, 2], slices),
  );

describe('slices that are known already', () => {
  it('are measured on other rows; no predicate is all rows', () => {
    const { whole, slices } = measured(half, quarter, []);
    expect(slices.map(({ size, sumError }) => [size, sumError])).toEqual([
      [20, 15],
      [10, 10],
      [40, 15],
    ]);
    expect(whole.size).toBe(40);
  });

  it('are refused where a code is not there', () => {
    expect(() => measured([{ feature: 0, code: 2 }])).toThrow(
      'Feature 0 has no code 2: there are 2.',
    );
  });

  it('are confirmed where they are worse by a test adjusted for all of them', () => {
    const [first, odd] = confirmSlices(
      measured(half, [{ feature: 1, code: 1 }]),
    );
    expect(first).toMatchObject({ outcome: 'confirmed', lift: 2 });
    expect(first.holmP).toBeCloseTo(2 * first.pValue, 12);
    expect(odd.outcome).toBe('not confirmed');
  });

  it('are not judged on too few rows', () => {
    const few = new SliceRows({
      codes: codes.map(column => column.subarray(0, 5)),
      cardinalities: [2, 2],
      errors: errors.subarray(0, 5),
    });
    const [judged] = confirmSlices(runBy(few, measureSlices([2, 2], [half])));
    expect(judged.outcome).toBe('too few rows');
  });
});

describe('rankByAdded', () => {
  const bits = [quarter, half].map(slice => sliceBits(codes, slice, 40));

  it('puts first what adds most error beyond the average, then what is left of the others', () => {
    expect(rankByAdded(bits, errors)).toEqual([
      { slice: 1, addedRows: 20, addedErrors: 15, addedExcess: 7.5 },
      { slice: 0, addedRows: 0, addedErrors: 0, addedExcess: 0 },
    ]);
  });

  it('never counts a row twice', () => {
    const ranked = rankByAdded([...bits, ...bits], errors);
    const rows = new Set(bits.flatMap(each => [...rowsOf(each)]));
    expect(ranked.reduce((sum, { addedRows }) => sum + addedRows, 0)).toBe(
      rows.size,
    );
  });
});

describe('mergeSameRows', () => {
  it('keeps the shortest description and names the others', () => {
    // Feature 1 is feature 0 again.
    const twice = {
      codes: [codes[0], codes[0]],
      cardinalities: [2, 2],
      errors,
    };
    const { slices } = findSlices({ ...twice, minSupport: 5 });
    const [only, ...more] = mergeSameRows(slices);
    expect(more).toEqual([]);
    expect(only.predicates).toHaveLength(1);
    expect(only.sameRowsAs).toHaveLength(slices.length - 1);
  });
});

describe('halfOf', () => {
  it.each([
    ['numbers', (i: number) => String(i)],
    ['numbers of one width', (i: number) => String(i).padStart(6, '0')],
    ['names that differ at the end', (i: number) => `images/digit-${i}.png`],
  ])('parts keys that are %s in two halves', (_what, keyOf) => {
    const n = 10_000;
    const searched = Array.from({ length: n }, (_, i) =>
      halfOf(keyOf(i)),
    ).filter(side => side === 'search').length;
    // Four standard deviations of a fair coin.
    expect(Math.abs(searched - n / 2)).toBeLessThan(4 * Math.sqrt(n / 4));
  });

  it('is what it was, so that a finding is not confirmed on the rows it was made on', () => {
    expect(['r1', 'r2', 'r3', 'r4'].map(halfOf)).toEqual([
      'search',
      'search',
      'confirm',
      'search',
    ]);
  });
});

describe('predicateEffects', () => {
  it('tells by how much each predicate raises the error', () => {
    expect(
      predicateEffects(codes, errors, quarter).map(({ effect }) => effect),
    ).toEqual([0.5, 0.25]);
  });
});
