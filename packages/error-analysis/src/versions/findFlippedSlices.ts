import { findSlices, SliceQuestion } from '../slices/findSlices';
import type { SliceAnswer } from '../slices/Slice';

/** Slices that the rows which changed fall into. */
export type FlippedSlices = {
  /** Rows that were right and are wrong, or have more error. */
  readonly broken: SliceAnswer;
  readonly fixed: SliceAnswer;
};

/**
 * Groups the rows that flipped between two runs: slices in which far more rows
 * broke, or were fixed, than elsewhere, though their average may have stayed.
 *
 * @param before - n errors, of the same rows in the same order as `after`
 * @throws RangeError as `findSlices`
 */
export function findFlippedSlices(
  question: Omit<SliceQuestion, 'errors'>,
  before: Float64Array,
  after: Float64Array,
): FlippedSlices {
  if (before.length !== after.length) {
    throw new RangeError(
      `${before.length} errors before and ${after.length} after. Join the rows by key first.`,
    );
  }
  const more = (a: Float64Array, b: Float64Array) =>
    a.map((error, i) => Math.max(0, error - b[i]));
  return {
    broken: findSlices({ ...question, errors: more(after, before) }),
    fixed: findSlices({ ...question, errors: more(before, after) }),
  };
}
