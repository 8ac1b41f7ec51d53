import type { SliceOrder } from '@greenroom/backstage-plugin-greenroom-common';
import {
  findSlices,
  hasBit,
  mergeSameRows,
  rankByAdded,
  type Slice,
  type SliceAnswer,
  sliceBits,
  type SliceQuestion,
} from '@greenroom/error-analysis';

/** Of so many times the slices asked for those are taken that add most to one another. */
const POOL = 5;

/** A slice, and the errors that no slice before it has. */
export type TakenSlice = {
  readonly slice: Slice;
  readonly addedErrors: number;
};

/** The worst slices in an order, each group of rows once. */
export function takeSlices(
  question: SliceQuestion & { readonly k: number },
  order: SliceOrder,
): { readonly found: SliceAnswer; readonly taken: readonly TakenSlice[] } {
  const { k } = question;
  const found = findSlices({
    ...question,
    k: order === 'added' ? POOL * k : k,
  });
  const slices = mergeSameRows(found.slices);
  return {
    found,
    taken:
      order === 'added'
        ? byAdded(slices, question).slice(0, k)
        : byScore(slices, question),
  };
}

/** Those that add more errors than the average to the ones before them. */
function byAdded(
  slices: readonly Slice[],
  question: SliceQuestion,
): readonly TakenSlice[] {
  return rankByAdded(bitsOf(slices, question), question.errors)
    .filter(({ addedExcess }) => addedExcess > 0)
    .map(({ slice, addedErrors }) => ({ slice: slices[slice], addedErrors }));
}

function byScore(
  slices: readonly Slice[],
  question: SliceQuestion,
): readonly TakenSlice[] {
  const { errors } = question;
  const bits = bitsOf(slices, question);
  const isCovered = new Uint8Array(errors.length);
  return slices.map((slice, i) => {
    let addedErrors = 0;
    for (let row = 0; row < errors.length; row++) {
      if (isCovered[row] || errors[row] === 0 || !hasBit(bits[i], row))
        continue;
      isCovered[row] = 1;
      addedErrors += errors[row];
    }
    return { slice, addedErrors };
  });
}

function bitsOf(slices: readonly Slice[], { codes, errors }: SliceQuestion) {
  return slices.map(({ predicates }) =>
    sliceBits(codes, predicates, errors.length),
  );
}
