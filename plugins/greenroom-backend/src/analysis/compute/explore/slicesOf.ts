import type {
  Cohort,
  ErrorAnswerTo,
  ErrorView,
  ExploredSlice,
  SliceOrder,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  confirmSlices,
  findSlices,
  hasBit,
  labelsOf,
  measureSlices,
  mergeSameRows,
  type Predicate,
  rankByAdded,
  runOn,
  type Slice,
  sliceBits,
  SliceRows,
} from '@greenroom/error-analysis';
import { columnOf } from './chooseRows';
import { conditionOf } from './conditionOf';
import type { ErrorColumn } from './ErrorRows';
import type { Explored } from './Explored';
import { gather } from './gather';
import { groupFrom, groupOf } from './groupOf';
import { type SearchedRows, searchedRows } from './searchedRows';
import { remarkOn } from './summaryOf';

const DEFAULT_SLICES = 10;
/** Of so many times the slices asked for those are taken that add most to one another. */
const POOL = 5;

/** The slices of the chosen rows that are worse than all of them. */
export function slicesOf(
  explored: Explored,
  view: Extract<ErrorView, { type: 'slices' }>,
): ErrorAnswerTo<'slices'> {
  const { rows } = explored;
  const { features, maxLevel, minSupport, order = 'score' } = view;
  const { k = DEFAULT_SLICES } = view;
  const columns = features
    ? features.map(name => columnOf(rows, name))
    : rows.columns;
  const apart = searchedRows(explored, view.search);
  const { searched, foundOn, unseen } = apart;
  const all = groupOf(explored.errors, searched);
  const codes = columns.map(column => gather(column.codes, searched));
  const errors = gather(explored.errors, searched);
  const nothing = {
    type: 'slices' as const,
    all,
    foundOn,
    test: 'fisher-exact' as const,
    slices: [],
    tested: 0,
    confirmedOn: unseen?.name,
  };
  if (all.errors === 0 || all.rows < 2 || columns.length === 0)
    return { ...nothing, remark: remarkOn(explored) };
  const found = findSlices({
    codes,
    cardinalities: columns.map(({ plan }) => labelsOf(plan).length),
    errors,
    k: order === 'added' ? POOL * k : k,
    maxLevel,
    minSupport,
  });
  const taken = inOrder(mergeSameRows(found.slices), order, codes, errors);
  const shown = taken.slice(0, order === 'added' ? k : undefined);
  const words = (predicates: readonly Predicate[]): Cohort =>
    predicates.map(({ feature, code }) => conditionOf(columns[feature], code));
  const confirmed = confirmedOn(
    unseen,
    columns,
    shown.map(({ slice }) => slice),
  );
  return {
    ...nothing,
    test: found.test,
    slices: shown.map(
      ({ slice, addedErrors }, i): ExploredSlice => ({
        where: words(slice.predicates),
        ...groupFrom(
          slice,
          found.test === 'fisher-exact' ? 'zero-one' : 'real',
        ),
        score: slice.score,
        lift: slice.averageError / found.averageError,
        pValue: slice.pValue,
        qValue: slice.qValue,
        addedErrors,
        sameRowsAs: slice.sameRowsAs.map(words),
        confirmed: confirmed?.[i],
      }),
    ),
    tested: found.tested,
    remark:
      shown.length === 0
        ? `No slice of at least ${found.minSupport} rows is worse than the whole: the errors are spread evenly over these features.`
        : [remarkOn(explored), apart.remark].find(Boolean),
  };
}

type Taken = { readonly slice: Slice; readonly addedErrors: number };

function inOrder(
  slices: readonly Slice[],
  order: SliceOrder,
  codes: readonly Int32Array[],
  errors: Float64Array,
): readonly Taken[] {
  const bits = slices.map(({ predicates }) =>
    sliceBits(codes, predicates, errors.length),
  );
  if (order === 'added') {
    return rankByAdded(bits, errors)
      .filter(({ addedExcess }) => addedExcess > 0)
      .map(({ slice, addedErrors }) => ({ slice: slices[slice], addedErrors }));
  }
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

/** The same slices on rows that were not searched; undefined where there are none. */
function confirmedOn(
  unseen: SearchedRows['unseen'],
  columns: readonly ErrorColumn[],
  slices: readonly Slice[],
): NonNullable<ExploredSlice['confirmed']>[] | undefined {
  if (!unseen) return undefined;
  const cardinalities = columns.map(({ plan }) => labelsOf(plan).length);
  const measured = runOn(
    new SliceRows({
      codes: columns.map(({ name }) =>
        gather(columnOf(unseen.rows, name).codes, unseen.chosen),
      ),
      cardinalities,
      errors: gather(unseen.errors, unseen.chosen),
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
