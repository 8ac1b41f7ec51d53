import {
  type ComparedSlice,
  conditionsName,
  type RunComparison,
} from '@greenroom/evaluation';
import type { DeclaredCohort } from '@greenroom/manifest';
import type { PlannedSlice } from './Plan';

/** Slices beside declared cohorts that a plan names. */
const MOST_SLICES = 20;

/** Declared cohorts, and those classes and values whose accuracy moves, most first. */
export function planSlices(
  { slices, conditions = [] }: Pick<RunComparison, 'slices' | 'conditions'>,
  cohorts: readonly DeclaredCohort[],
  { areClassesPersonal }: { readonly areClassesPersonal: boolean },
): PlannedSlice[] {
  const names = new Map(
    cohorts.map(({ name, where }) => [conditionsName(where), name]),
  );
  const shown = [...conditions, ...slices].map((slice): PlannedSlice => {
    const { of, feature, value, size, metric, before, after, difference } =
      slice;
    return {
      of: of === 'conditions' ? 'cohort' : of,
      feature: names.get(feature) ?? feature,
      value,
      rows: size,
      ...(metric === 'accuracy' ? {} : { metric }),
      before,
      after,
      ...intervalOf(difference),
    };
  });
  const bySize = (a: PlannedSlice, b: PlannedSlice) => movedBy(b) - movedBy(a);
  return [
    ...shown.filter(({ of }) => of === 'cohort').sort(bySize),
    ...shown
      .filter(slice => slice.of !== 'cohort' && movedBy(slice) > 0)
      .filter(({ of }) => of !== 'class' || !areClassesPersonal)
      .sort(bySize)
      .slice(0, MOST_SLICES),
  ];
}

function movedBy({ before, after }: PlannedSlice): number {
  return Math.abs(after - before);
}

function intervalOf({ low, high, pValue }: ComparedSlice['difference']) {
  return {
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(pValue === undefined ? {} : { pValue }),
  };
}
