import { hypergeometricTail } from '../statistics/hypergeometricTail';
import { welchTail } from '../statistics/welchTail';
import type { SliceMeasures } from './SliceStep';

/** Rows, sum and sum of squares of the errors of a slice or of the whole. */
export type Moments = {
  readonly size: number;
  readonly sumError: number;
  readonly sumSquares: number;
};

/** Fisher's exact test (one-sided) where errors are 0 or 1, Welch's otherwise. */
export type SliceTestKind = 'fisher-exact' | 'welch';

export function kindOfTest(errors: SliceMeasures['errors']): SliceTestKind {
  return errors === 'zero-one' ? 'fisher-exact' : 'welch';
}

/** How likely a slice has so much more error than the rest by chance. */
export function testSlice(
  kind: SliceTestKind,
  slice: Moments,
  whole: Moments,
): number {
  return kind === 'welch'
    ? welchTail(slice, whole)
    : hypergeometricTail({
        rows: whole.size,
        errors: whole.sumError,
        size: slice.size,
        errorsInSlice: slice.sumError,
      });
}
