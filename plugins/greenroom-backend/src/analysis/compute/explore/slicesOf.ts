import type {
  Cohort,
  ErrorAnswerTo,
  ErrorView,
  ExploredSlice,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  confirmSlices,
  labelsOf,
  measureSlices,
  type Predicate,
  runBy,
  type Slice,
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
import { takeSlices } from './takeSlices';

const DEFAULT_SLICES = 10;

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
  const { found, taken } = takeSlices(
    {
      codes,
      cardinalities: columns.map(({ plan }) => labelsOf(plan).length),
      errors,
      k,
      maxLevel,
      minSupport,
    },
    order,
  );
  const words = (predicates: readonly Predicate[]): Cohort =>
    predicates.map(({ feature, code }) => conditionOf(columns[feature], code));
  const confirmed = confirmedOn(
    unseen,
    columns,
    taken.map(({ slice }) => slice),
  );
  return {
    ...nothing,
    test: found.test,
    slices: taken.map(
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
      taken.length === 0
        ? `No slice of at least ${found.minSupport} rows is worse than the whole: the errors are spread evenly over these features.`
        : [remarkOn(explored), apart.remark].find(Boolean),
  };
}

/** The same slices on rows that were not searched; undefined where there are none. */
function confirmedOn(
  unseen: SearchedRows['unseen'],
  columns: readonly ErrorColumn[],
  slices: readonly Slice[],
): NonNullable<ExploredSlice['confirmed']>[] | undefined {
  if (!unseen) return undefined;
  const cardinalities = columns.map(({ plan }) => labelsOf(plan).length);
  const measured = runBy(
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
