import { type Range, rangesOf } from './rangesOf';
import {
  askMeasures,
  emptyMeasures,
  type SliceMeasures,
  type SliceProgram,
} from './SliceStep';
import type { Moments } from './sliceTest';

/** Parts that features or conjunctions are gone through in: more than there are threads, and few enough to send. */
const PARTS = 16;

/** Every value of every feature by itself, one feature after the other, and all rows. */
export function* measureAlone(
  cardinalities: readonly number[],
): SliceProgram<{ readonly all: Moments; readonly singles: SliceMeasures }> {
  const [whole, ...found] = yield* askMeasures([
    { kind: 'whole' },
    ...partsOf('features', cardinalities),
  ]);
  return {
    all: momentsAt(whole, 0),
    singles: concatenated(found, whole.errors),
  };
}

/** Holds the bits of these singles, for the conjunctions that are asked later. */
export function* keepSets(
  cardinalities: readonly number[],
  singles: Int32Array,
  errors: SliceMeasures['errors'],
): SliceProgram<void> {
  yield {
    setup: { kind: 'keep', singles },
    parts: [
      // Many values take longer; whoever comes last should not have those.
      ...partsOf('fill', cardinalities).toSorted(
        (a, b) => valuesOf(cardinalities, b) - valuesOf(cardinalities, a),
      ),
      ...(errors === 'real' ? [{ kind: 'values' } as const] : []),
    ],
  };
}

/**
 * Rows and errors of conjunctions of kept singles.
 *
 * @param members - `width` of each conjunction, side by side
 */
export function* measureConjunctions(
  width: number,
  members: Int32Array,
  errors: SliceMeasures['errors'],
): SliceProgram<SliceMeasures> {
  const found = yield* askMeasures(
    rangesOf(members.length / width, PARTS).map(({ from, to }) => ({
      kind: 'conjunctions',
      width,
      members: members.slice(from * width, to * width),
    })),
  );
  return concatenated(found, errors);
}

function concatenated(
  parts: readonly SliceMeasures[],
  errors: SliceMeasures['errors'],
): SliceMeasures {
  const entries = parts.reduce((sum, { size }) => sum + size.length, 0);
  const joined = emptyMeasures(entries, errors);
  let first = 0;
  for (const { size, sumError, sumSquares, maxError } of parts) {
    joined.size.set(size, first);
    joined.sumError.set(sumError, first);
    joined.sumSquares.set(sumSquares, first);
    joined.maxError.set(maxError, first);
    first += size.length;
  }
  return joined;
}

export function momentsAt(found: SliceMeasures, i: number): Moments {
  return {
    size: found.size[i],
    sumError: found.sumError[i],
    sumSquares: found.sumSquares[i],
  };
}

function valuesOf(
  cardinalities: readonly number[],
  { from, to }: Range,
): number {
  return cardinalities.slice(from, to).reduce((sum, each) => sum + each, 0);
}

function partsOf<Kind extends string>(
  kind: Kind,
  { length }: readonly number[],
): readonly (Range & { readonly kind: Kind })[] {
  return rangesOf(length, PARTS).map(range => ({ kind, ...range }));
}
