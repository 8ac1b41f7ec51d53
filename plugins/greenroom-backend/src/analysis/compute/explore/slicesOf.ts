import type {
  Cohort,
  ErrorAnswerTo,
  ErrorView,
  ExploredSlice,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  findSlices,
  labelsOf,
  type Predicate,
  type Slice,
} from '@greenroom/error-analysis';
import { columnOf } from './chooseRows';
import { conditionOf } from './conditionOf';
import type { Explored } from './Explored';
import { groupFrom, groupOf } from './groupOf';
import { remarkOn } from './summaryOf';

/** The slices of the chosen rows that are worse than all of them. */
export function slicesOf(
  explored: Explored,
  { features, maxLevel, minSupport, k }: Extract<ErrorView, { type: 'slices' }>,
): ErrorAnswerTo<'slices'> {
  const { rows, chosen, errors, others } = explored;
  const columns = features
    ? features.map(name => columnOf(rows, name))
    : rows.columns;
  const all = groupOf(errors, chosen);
  const nothing = {
    type: 'slices' as const,
    all,
    slices: [],
    tested: 0,
    confirmedOn: others?.name,
  };
  if (all.errors === 0 || all.rows < 2 || columns.length === 0)
    return { ...nothing, remark: remarkOn(explored) };
  const codes = columns.map(column => gather(column.codes, chosen));
  const own = Float64Array.from(chosen, row => errors[row]);
  const found = findSlices({
    codes,
    cardinalities: columns.map(({ plan }) => labelsOf(plan).length),
    errors: own,
    k,
    maxLevel,
    minSupport,
  });
  const words = (predicates: readonly Predicate[]): Cohort =>
    predicates.map(({ feature, code }) => conditionOf(columns[feature], code));
  const added = addedErrors(found.slices, codes, own);
  const slices = found.slices.map(
    (slice, i): ExploredSlice => ({
      where: words(slice.predicates),
      ...groupFrom(slice, found.test === 'fisher-exact' ? 'zero-one' : 'real'),
      score: slice.score,
      lift: slice.averageError / found.averageError,
      pValue: slice.pValue,
      qValue: slice.qValue,
      addedErrors: added[i],
      sameRowsAs: slice.sameRowsAs.map(words),
    }),
  );
  return {
    ...nothing,
    slices,
    tested: found.tested,
    remark:
      slices.length === 0
        ? `No slice of at least ${found.minSupport} rows is worse than the whole: the errors are spread evenly over these features.`
        : remarkOn(explored),
  };
}

/** Errors of each slice that no slice before it has. */
function addedErrors(
  slices: readonly Slice[],
  codes: readonly Int32Array[],
  errors: Float64Array,
): number[] {
  const isCovered = new Uint8Array(errors.length);
  return slices.map(({ predicates }) => {
    let added = 0;
    for (let row = 0; row < errors.length; row++) {
      if (isCovered[row] || errors[row] === 0) continue;
      if (
        !predicates.every(({ feature, code }) => codes[feature][row] === code)
      )
        continue;
      isCovered[row] = 1;
      added += errors[row];
    }
    return added;
  });
}

function gather(codes: Int32Array, chosen: Int32Array): Int32Array {
  return Int32Array.from(chosen, row => codes[row]);
}
