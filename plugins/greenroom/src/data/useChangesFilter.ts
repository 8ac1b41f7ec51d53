import {
  type ChangedRowsFilter,
  rowChangeSchema,
  type RowSort,
} from '@greenroom/backstage-plugin-greenroom-common';
import { readOffset, useAddress } from '../components/useAddress';

/** The order of the address bar: `sort` names a column, `order=descending` turns it. */
export function readSort(params: URLSearchParams): RowSort | undefined {
  const column = params.get('sort');
  if (!column) return undefined;
  return {
    column,
    direction:
      params.get('order') === 'descending' ? 'descending' : 'ascending',
  };
}

/** An order as parameters of the address bar. */
export function writeSort(sort: RowSort | undefined) {
  return {
    sort: sort?.column,
    order: sort?.direction === 'descending' ? 'descending' : undefined,
  };
}

/** Which changed rows the address bar asks for. */
export function readChangesFilter(params: URLSearchParams): ChangedRowsFilter {
  const filter: ChangedRowsFilter = {};
  const change = rowChangeSchema.safeParse(params.get('change'));
  if (change.success) filter.change = change.data;
  const from = params.get('was');
  const to = params.get('now');
  if (from !== null && to !== null) filter.transition = { from, to };
  const column = params.get('column');
  if (column) filter.column = column;
  const search = params.get('find');
  if (search) filter.search = search;
  return filter;
}

/** The same as parameters; every one of them is named, so that what is gone is removed. */
export function writeChangesFilter(filter: ChangedRowsFilter) {
  return {
    change: filter.change,
    was: filter.transition?.from,
    now: filter.transition?.to,
    column: filter.column,
    find: filter.search || undefined,
  };
}

/** The changed rows that the address bar asks for, and steps to others. */
export function useChangesFilter() {
  const [params, goTo] = useAddress();
  return {
    filter: readChangesFilter(params),
    sort: readSort(params),
    offset: readOffset(params),
    setFilter: (filter: ChangedRowsFilter) =>
      goTo({
        params: {
          ...writeChangesFilter(filter),
          at: undefined,
          row: undefined,
          rowOf: undefined,
        },
      }),
    setSort: (sort: RowSort | undefined) =>
      goTo({ params: { ...writeSort(sort), at: undefined } }),
    move: (offset: number) =>
      goTo({ params: { at: offset === 0 ? undefined : String(offset) } }),
  };
}
