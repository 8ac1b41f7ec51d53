import { errorInterval } from '../statistics/errorInterval';
import type { Search } from './searchSlices';
import type { Predicate, SliceAnswer } from './Slice';
import { measureConjunctions } from './measureParts';
import type { SliceProgram } from './SliceStep';
import type { Counted } from './TopSlices';

/** Sums of real errors that were added in another order. */
const SUM_TOLERANCE = 1e-9;

/** The slices found, each with its interval, test and other descriptions of its rows. */
export function* describeSlices(search: Search): SliceProgram<SliceAnswer> {
  const { whole, errors, tested, top, featureOf, codeOf } = search;
  const slices = top.list();
  const same = yield* findSame(slices, search);
  const predicates = slices.map(({ members }) =>
    members.map(
      (member): Predicate => ({
        feature: featureOf[member],
        code: codeOf[member],
      }),
    ),
  );
  const rates = tested.falseDiscovery();
  return {
    rows: whole.rows,
    averageError: whole.averageError,
    minSupport: whole.minSupport,
    test: tested.kind,
    tested: rates.tests,
    slices: slices.map((slice, i) => {
      const pValue = tested.pValue(slice);
      return {
        predicates: predicates[i],
        score: slice.score,
        size: slice.size,
        sumError: slice.sumError,
        sumSquares: slice.sumSquares,
        maxError: slice.maxError,
        averageError: slice.sumError / slice.size,
        interval: errorInterval(slice, errors),
        pValue,
        qValue: rates.qValue(pValue),
        sameRowsAs: same[i].map(other => predicates[other]),
      };
    }),
  };
}

/** For each slice the others of the very same rows: as large as what they share. */
function* findSame(
  slices: readonly Counted[],
  { featureOf, errors }: Search,
): SliceProgram<readonly (readonly number[])[]> {
  const same: number[][] = slices.map(() => []);
  const pairs: (readonly [number, number])[] = [];
  const unions: number[][] = [];
  slices.forEach((a, i) => {
    for (let j = i + 1; j < slices.length; j++) {
      const b = slices[j];
      if (!mayBeSame(a, b)) continue;
      const union = [...new Set([...a.members, ...b.members])];
      // Two values of one feature have no row in common.
      const features = new Set(union.map(member => featureOf[member]));
      if (features.size < union.length) continue;
      pairs.push([i, j]);
      unions.push(union);
    }
  });
  if (pairs.length === 0) return same;
  const width = Math.max(...unions.map(({ length }) => length));
  const members = unions.flatMap(union =>
    Array.from({ length: width }, (_, p) => union[p] ?? union[0]),
  );
  const found = yield* measureConjunctions(
    width,
    Int32Array.from(members),
    errors,
  );
  pairs.forEach(([i, j], at) => {
    if (found.size[at] !== slices[i].size) return;
    same[i].push(j);
    same[j].push(i);
  });
  return same;
}

function mayBeSame(a: Counted, b: Counted): boolean {
  return (
    a.size === b.size &&
    Math.abs(a.sumError - b.sumError) <= SUM_TOLERANCE * a.sumError
  );
}
