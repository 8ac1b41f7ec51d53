import type {
  ChangedSlice,
  SliceSearch,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Predicate } from '@greenroom/error-analysis';
import { columnOf } from './chooseRows';
import { conditionOf } from './conditionOf';
import { groupFrom, kindOf } from './groupOf';
import { type MeasuredChange, measureChanges } from './measureChanges';
import { type RunPair, sideOf } from './RunPair';
import { halvesOf, isEnough } from './searchedRows';
import { sharedSide } from './sharedSide';
import { takeSlices } from './takeSlices';

/** Below this false discovery rate a slice is a finding. */
const FINDING_Q = 0.05;

type Description = readonly Predicate[];

/**
 * Slices of either run, and those in which rows flipped, and how each fared.
 * They are looked for on one half of the keys and put to the test on the other:
 * the worst slice of a run is the better one in the other run by chance alone.
 */
export function changedSlices(
  pair: RunPair,
  k: number,
): {
  readonly slices: ChangedSlice[];
  readonly foundOn: SliceSearch;
  readonly measured: { readonly before: number; readonly after: number };
} {
  const halves = halfPairs(pair);
  const searched = halves?.first ?? pair;
  const judged = halves?.second ?? pair;
  const was = findings(sideOf(searched.before, pair.features), k);
  const is = findings(sideOf(searched.after, pair.features), k);
  const flipped = (['broken', 'fixed'] as const).flatMap(which => [
    ...findings(sharedSide(searched, which), k),
  ]);
  const all = new Map([...is, ...was, ...flipped]);
  const named = [...all.keys()];
  const wordsOf = (predicates: Description) =>
    predicates.map(({ feature, code }) =>
      conditionOf(columnOf(pair.after.rows, pair.features[feature]), code),
    );
  const kind =
    kindOf(pair.before.errors) === 'real' ? 'real' : kindOf(pair.after.errors);
  const slices = measureChanges(judged, [...all.values()]).map(
    (change, i): ChangedSlice => ({
      where: wordsOf(all.get(named[i])!),
      before: groupFrom(change.before, kind),
      after: groupFrom(change.after, kind),
      ...changeWords(change),
      outcome: outcomeOf(change, was.has(named[i]), is.has(named[i])),
    }),
  );
  return {
    slices: slices.sort(byOutcome),
    foundOn: halves ? 'half' : 'all',
    measured: {
      before: judged.before.chosen.length,
      after: judged.after.chosen.length,
    },
  };
}

/** By what they say, those that chance would rarely make. */
function findings(
  side: ReturnType<typeof sideOf>,
  k: number,
): ReadonlyMap<string, Description> {
  if (side.codes.length === 0 || side.errors.every(error => error === 0))
    return new Map();
  const { taken } = takeSlices({ ...side, k }, 'added');
  return new Map(
    taken
      .filter(({ slice }) => slice.qValue <= FINDING_Q)
      .map(({ slice: { predicates } }) => [
        predicates.map(({ feature, code }) => `${feature}=${code}`).join(),
        predicates,
      ]),
  );
}

/** The same half of the keys in both; undefined where one of the four would be too small. */
function halfPairs(
  pair: RunPair,
): { readonly first: RunPair; readonly second: RunPair } | undefined {
  const [before, after] = [pair.before, pair.after].map(side =>
    halvesOf(side.rows.keys, side.chosen),
  );
  const pairOf = (half: 'first' | 'second'): RunPair => ({
    ...pair,
    before: { ...pair.before, chosen: before[half] },
    after: { ...pair.after, chosen: after[half] },
  });
  const [first, second] = [pairOf('first'), pairOf('second')];
  const isLarge = ({ before: a, after: b }: RunPair) =>
    isEnough(a.chosen, a.errors) && isEnough(b.chosen, b.errors);
  return isLarge(first) && isLarge(second) ? { first, second } : undefined;
}

function changeWords({
  test,
  parts,
}: MeasuredChange): Pick<ChangedSlice, 'change'> {
  if (!parts) return {};
  const { value, interval, pValue, holmP } = test;
  return { change: { value, ...interval, pValue, holmP, parts } };
}

function outcomeOf(
  { test, before, after }: MeasuredChange,
  wasFound: boolean,
  isFound: boolean,
): ChangedSlice['outcome'] {
  // Rows that there are none of any more, or were none of before.
  if (before.size === 0) return isFound ? 'appeared' : 'same';
  if (after.size === 0) return wasFound ? 'gone' : 'same';
  if (test.outcome === 'worse')
    return isFound && !wasFound ? 'appeared' : 'worse';
  if (test.outcome === 'better')
    return wasFound && !isFound ? 'gone' : 'better';
  return 'same';
}

const PLACES = { appeared: 0, worse: 1, better: 2, gone: 3, same: 4 } as const;

/** What got worse first, and the largest change of each kind. */
function byOutcome(a: ChangedSlice, b: ChangedSlice): number {
  const size = ({ change }: ChangedSlice) => Math.abs(change?.value ?? 0);
  return PLACES[a.outcome] - PLACES[b.outcome] || size(b) - size(a);
}
