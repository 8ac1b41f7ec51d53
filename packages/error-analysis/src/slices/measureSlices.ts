import type { Predicate } from './Slice';
import {
  keepSets,
  measureAlone,
  measureConjunctions,
  momentsAt,
} from './measureParts';
import type { SliceMeasures, SliceProgram } from './SliceStep';
import type { Moments } from './sliceTest';

export type MeasuredSlices = {
  readonly whole: Moments;
  /** In the order they were asked. */
  readonly slices: readonly Moments[];
  readonly errors: SliceMeasures['errors'];
};

/**
 * Rows and errors of slices that are known already, on rows they may not have
 * been found on: another split, another run.
 *
 * @throws RangeError for a predicate on a feature or code there is none of
 */
export function* measureSlices(
  cardinalities: readonly number[],
  slices: readonly (readonly Predicate[])[],
): SliceProgram<MeasuredSlices> {
  const singleOf = singleIds(cardinalities);
  const ids = slices.map(predicates => predicates.map(singleOf));
  const { all, singles } = yield* measureAlone(cardinalities);
  const kept = [...new Set(ids.flat())];
  const answer = { whole: all, errors: singles.errors };
  if (kept.length === 0) return { ...answer, slices: slices.map(() => all) };
  yield* keepSets(cardinalities, Int32Array.from(kept), singles.errors);
  const place = new Map(kept.map((id, i) => [id, i]));
  // A single is a pair of itself.
  const width = Math.max(2, ...ids.map(({ length }) => length));
  const members = ids.flatMap(own =>
    Array.from({ length: width }, (_, p) => place.get(own[p] ?? own[0]) ?? 0),
  );
  const found = yield* measureConjunctions(
    width,
    Int32Array.from(members),
    singles.errors,
  );
  return {
    ...answer,
    slices: ids.map((own, i) => (own.length === 0 ? all : momentsAt(found, i))),
  };
}

function singleIds(cardinalities: readonly number[]) {
  let next = 0;
  const firsts = cardinalities.map(cardinality => {
    const first = next;
    next += cardinality;
    return first;
  });
  return ({ feature, code }: Predicate): number => {
    if (!(code >= 0 && code < cardinalities[feature])) {
      throw new RangeError(
        `Feature ${feature} has no code ${code}: there are ${
          cardinalities[feature] ?? 0
        }.`,
      );
    }
    return firsts[feature] + code;
  };
}
