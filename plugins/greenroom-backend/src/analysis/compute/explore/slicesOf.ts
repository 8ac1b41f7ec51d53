import type {
  Cohort,
  ErrorAnswerTo,
  ErrorView,
  ExploredSlice,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  confirmSlices,
  findSlices,
  labelsOf,
  measureSlices,
  type Predicate,
  runOn,
  type Slice,
  SliceRows,
} from '@greenroom/error-analysis';
import { chooseRows, columnOf } from './chooseRows';
import { conditionOf } from './conditionOf';
import type { ErrorColumn } from './ErrorRows';
import type { Explored } from './Explored';
import { errorsOf, groupFrom, groupOf } from './groupOf';
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
  const confirmed = confirmedOn(explored, columns, found.slices);
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
      confirmed: confirmed?.[i],
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

/** The same slices on rows that were not searched, by the same filter; undefined where there are none. */
function confirmedOn(
  { others, which, measure }: Explored,
  columns: readonly ErrorColumn[],
  slices: readonly Slice[],
): NonNullable<ExploredSlice['confirmed']>[] | undefined {
  if (!others) return undefined;
  const chosen = chooseRows(others.rows, which);
  if (chosen.length === 0) return undefined;
  const errors = errorsOf(others.rows, measure);
  const cardinalities = columns.map(({ plan }) => labelsOf(plan).length);
  const measured = runOn(
    new SliceRows({
      codes: columns.map(({ name }) =>
        gather(columnOf(others.rows, name).codes, chosen),
      ),
      cardinalities,
      errors: Float64Array.from(chosen, row => errors[row]),
    }),
    measureSlices(
      cardinalities,
      slices.map(({ predicates }) => predicates),
    ),
  );
  return confirmSlices(measured).map(({ lift, pValue, holmP }, i) => ({
    ...groupFrom(measured.slices[i], measured.errors),
    // A model without errors there is no worse anywhere.
    lift: Number.isFinite(lift) ? lift : 1,
    pValue,
    holmP,
  }));
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
