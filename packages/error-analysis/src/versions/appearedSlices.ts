import type { Predicate, Slice } from '../slices/Slice';

export type AppearedSlices = {
  /** Findings of the second run that the first had not; and the other way round. */
  readonly appeared: readonly Slice[];
  readonly vanished: readonly Slice[];
  /** Findings of both: as in the first run, and in the second. */
  readonly stayed: readonly (readonly [Slice, Slice])[];
};

/** Below this false discovery rate a slice is a finding. */
const LEVEL = 0.05;

/**
 * Findings of two runs, by what they say. Codes must be of one plan. A slice
 * that is in one list only need not have changed much: `changeOfSlices` says
 * whether it did.
 */
export function appearedSlices(
  before: readonly Slice[],
  after: readonly Slice[],
): AppearedSlices {
  const first = findings(before);
  const second = findings(after);
  return {
    appeared: [...second]
      .filter(([name]) => !first.has(name))
      .map(([, slice]) => slice),
    vanished: [...first]
      .filter(([name]) => !second.has(name))
      .map(([, slice]) => slice),
    stayed: [...first].flatMap(([name, slice]) => {
      const later = second.get(name);
      return later ? [[slice, later] as const] : [];
    }),
  };
}

/** By their predicates. */
function findings(slices: readonly Slice[]): Map<string, Slice> {
  return new Map(
    slices
      .filter(({ qValue }) => qValue <= LEVEL)
      .map(slice => [nameOf(slice.predicates), slice]),
  );
}

function nameOf(predicates: readonly Predicate[]): string {
  return predicates.map(({ feature, code }) => `${feature}=${code}`).join();
}
