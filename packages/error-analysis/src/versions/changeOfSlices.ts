import { forEachBit } from '../bits/BitSet';
import type { MeasuredSlices } from '../slices/measureSlices';
import type { Predicate } from '../slices/Slice';
import { sliceBits } from '../slices/sliceBits';
import {
  Difference,
  differenceOfMeans,
  differenceOfPairs,
} from '../statistics/differenceOfMeans';
import { holm } from '../statistics/holm';

/** How a slice fared from one run to another. */
export type SliceChange = Difference & {
  /** Rows of the slice in each run. */
  readonly sizes: readonly [number, number];
  /** Over all slices that were asked (Holm 1979). */
  readonly holmP: number;
  readonly outcome: 'worse' | 'better' | 'no change shown';
};

const LEVEL = 0.05;

/**
 * Slices in two runs on different rows. Both are measured by one plan of the
 * features, so that a slice means the same in each.
 *
 * @throws RangeError where not the same slices were measured
 */
export function changeOfSlices(
  before: MeasuredSlices,
  after: MeasuredSlices,
): readonly SliceChange[] {
  if (before.slices.length !== after.slices.length) {
    throw new RangeError(
      `${before.slices.length} slices were measured before and ${after.slices.length} after. Measure the same ones.`,
    );
  }
  const errors =
    before.errors === 'real' || after.errors === 'real' ? 'real' : 'zero-one';
  return judged(
    before.slices.map((first, i) => {
      const second = after.slices[i];
      return {
        sizes: [first.size, second.size],
        ...(first.size === 0 || second.size === 0
          ? { value: NaN, pValue: 1, test: 'fisher-exact' }
          : differenceOfMeans(first, second, errors)),
      };
    }),
  );
}

/**
 * Slices in two runs on the same rows, joined by key: what the rows themselves
 * have in common does not count, so that smaller changes show.
 *
 * @param before - n errors, of the same rows in the same order as `after`
 * @throws RangeError where the arrays differ in length
 */
export function pairedChangeOfSlices(
  codes: readonly Int32Array[],
  slices: readonly (readonly Predicate[])[],
  before: Float64Array,
  after: Float64Array,
): readonly SliceChange[] {
  if (before.length !== after.length) {
    throw new RangeError(
      `${before.length} errors before and ${after.length} after. Join the rows by key first.`,
    );
  }
  const isFlag = (error: number) => error === 0 || error === 1;
  const errors =
    before.every(isFlag) && after.every(isFlag) ? 'zero-one' : 'real';
  return judged(
    slices.map(predicates => {
      const [first, second]: [number[], number[]] = [[], []];
      forEachBit(sliceBits(codes, predicates, before.length), row => {
        first.push(before[row]);
        second.push(after[row]);
      });
      return {
        sizes: [first.length, second.length],
        ...differenceOfPairs(first, second, errors),
      };
    }),
  );
}

function judged(
  changes: readonly Omit<SliceChange, 'holmP' | 'outcome'>[],
): readonly SliceChange[] {
  const adjusted = holm(changes.map(({ pValue }) => pValue));
  return changes.map((change, i) => ({
    ...change,
    holmP: adjusted[i],
    outcome: outcomeOf(change.value, adjusted[i]),
  }));
}

function outcomeOf(value: number, p: number): SliceChange['outcome'] {
  if (!(p <= LEVEL)) return 'no change shown';
  return value > 0 ? 'worse' : 'better';
}
