import { useCallback, useMemo } from 'react';
import {
  type Cohort,
  type ErrorMeasure,
  errorMeasureSchema,
  type ErrorQuestion,
  type ErrorView,
  type SliceOrder,
  type SliceSearch,
} from '@greenroom/backstage-plugin-greenroom-common';
import { readOffset, useAddress } from '../components/useAddress';
import {
  bothCohorts,
  readCohort,
  readCohorts,
  writeCohort,
  writeCohorts,
} from './cohortText';
import { readView, type View } from './errorViews';

const LISTED_ROWS = ['wrong', 'all', 'broken', 'fixed'] as const;
export type ListedRows = (typeof LISTED_ROWS)[number];

/** What a person looks at among a run's errors; all of it lives in the address bar. */
export type ErrorSelection = {
  /** The filter: every view is of the rows it leaves. */
  readonly where: Cohort;
  /** A cell of the confusion, or a row or a column of it. */
  readonly given?: string;
  readonly predicted?: string;
  /** The slice, node or cell that was picked; none is all rows that the filter leaves. */
  readonly picked: Cohort;
  readonly view: View;
  readonly measure: ErrorMeasure;
  /** In which order slices stand, and on which rows they are looked for. */
  readonly order: SliceOrder;
  readonly search: SliceSearch;
  /** Features of the heat map. */
  readonly x?: string;
  readonly y?: string;
  /** Cohorts that stand side by side, apart from the declared ones. */
  readonly beside: readonly Cohort[];
  /** The run that this one is put beside; the one before where it is absent. */
  readonly from?: string;
  /** Which of the picked rows are listed: also those that flipped since `from`. */
  readonly rows: ListedRows;
  readonly offset: number;
};

/** Reads a selection out of the address bar; what is none is left out. */
export function readErrorSelection(params: URLSearchParams): ErrorSelection {
  const measure = errorMeasureSchema.safeParse(params.get('measure'));
  return {
    where: readCohort(params.get('where') ?? ''),
    given: params.get('given') ?? undefined,
    predicted: params.get('took') ?? undefined,
    picked: readCohort(params.get('slice') ?? ''),
    view: readView(params.get('view')),
    measure: measure.success ? measure.data : 'wrong',
    order: params.get('order') === 'score' ? 'score' : 'added',
    search: params.get('search') === 'all' ? 'all' : 'half',
    x: params.get('x') ?? undefined,
    y: params.get('y') ?? undefined,
    beside: readCohorts(params.get('beside') ?? ''),
    from: params.get('from') ?? undefined,
    rows: LISTED_ROWS.find(each => each === params.get('rows')) ?? 'wrong',
    offset: readOffset(params),
  };
}

/** A change of the selection as parameters; what it does not name stays, but the page of rows begins anew. */
export function writeErrorSelection(
  change: Partial<ErrorSelection>,
): Record<string, string | undefined> {
  const next: Record<string, string | undefined> = {
    at: change.offset ? String(change.offset) : undefined,
  };
  const put = (name: string, key: keyof ErrorSelection, value?: string) => {
    if (key in change) next[name] = value;
  };
  put('where', 'where', writeCohort(change.where ?? []) || undefined);
  put('given', 'given', change.given);
  put('took', 'predicted', change.predicted);
  put('slice', 'picked', writeCohort(change.picked ?? []) || undefined);
  put('view', 'view', change.view);
  put('measure', 'measure', change.measure);
  put('order', 'order', change.order === 'score' ? 'score' : undefined);
  put('search', 'search', change.search === 'all' ? 'all' : undefined);
  put('x', 'x', change.x);
  put('y', 'y', change.y);
  put('beside', 'beside', writeCohorts(change.beside ?? []) || undefined);
  put('from', 'from', change.from);
  put('rows', 'rows', change.rows === 'wrong' ? undefined : change.rows);
  return next;
}

/** What the selection asks of the rows it leaves; with `picked`, of those of them that meet it too. */
export function questionOf<Asked extends ErrorView>(
  selection: ErrorSelection,
  view: Asked,
  picked: Cohort = [],
): ErrorQuestion & { view: Asked } {
  const { where, given, predicted, measure } = selection;
  return { where: bothCohorts(where, picked), given, predicted, measure, view };
}

/** The selection, and a function that changes parts of it in one step of the browser's history. */
export function useErrorSelection(): [
  ErrorSelection,
  (change: Partial<ErrorSelection>) => void,
] {
  const [params, goTo] = useAddress();
  const selection = useMemo(() => readErrorSelection(params), [params]);
  const select = useCallback(
    (change: Partial<ErrorSelection>) =>
      goTo({ params: writeErrorSelection(change) }),
    [goTo],
  );
  return [selection, select];
}
