import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { RowFilter } from '@greenroom/backstage-plugin-greenroom-common';
import { readInterval, writeInterval } from './interval';

/** What a person is looking at; all of it lives in the address bar. */
export type Selection = {
  asset?: string;
  version?: string;
  /** The older side, where two versions are compared. */
  fromVersion?: string;
  run?: string;
  /** The older side, where two runs are compared. */
  fromRun?: string;
  filter: RowFilter;
};

const PLAIN = ['asset', 'version', 'fromVersion', 'run', 'fromRun'] as const;
const WHERE = 'where.';
const RANGE = 'range.';
const FILTER_NAMES = ['key', 'search', 'wrong', 'predicted'];

/** Reads a selection out of the address bar; unknown parameters are left alone. */
export function readSelection(params: URLSearchParams): Selection {
  const filter: RowFilter = {};
  const equals: Record<string, string> = {};
  const ranges: NonNullable<RowFilter['ranges']> = {};
  for (const [name, value] of params) {
    if (name.startsWith(WHERE)) equals[name.slice(WHERE.length)] = value;
    if (!name.startsWith(RANGE)) continue;
    const range = readInterval(value);
    if (range) ranges[name.slice(RANGE.length)] = range;
  }
  if (Object.keys(equals).length > 0) filter.equals = equals;
  if (Object.keys(ranges).length > 0) filter.ranges = ranges;
  const keys = params.getAll('key');
  if (keys.length > 0) filter.keys = keys;
  const search = params.get('search');
  if (search) filter.search = search;
  if (params.get('wrong') === 'true') filter.wrong = true;
  const predicted = params.get('predicted');
  if (predicted !== null) filter.predicted = predicted;

  const selection: Selection = { filter };
  for (const name of PLAIN) {
    const value = params.get(name);
    if (value) selection[name] = value;
  }
  return selection;
}

/** Writes `change` over `params`; an explicit `undefined` removes what it names. */
export function writeSelection(
  params: URLSearchParams,
  change: Partial<Selection>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of PLAIN) {
    if (!(name in change)) continue;
    const value = change[name];
    if (value) next.set(name, value);
    else next.delete(name);
  }
  if ('filter' in change) {
    for (const name of [...next.keys()]) {
      if (
        name.startsWith(WHERE) ||
        name.startsWith(RANGE) ||
        FILTER_NAMES.includes(name)
      )
        next.delete(name);
    }
    const {
      equals = {},
      ranges = {},
      keys = [],
      search,
      wrong,
      predicted,
    } = change.filter ?? {};
    for (const [column, value] of Object.entries(equals))
      next.set(WHERE + column, value);
    for (const [column, range] of Object.entries(ranges))
      next.set(RANGE + column, writeInterval(range));
    for (const key of keys) next.append('key', key);
    if (search) next.set('search', search);
    if (wrong) next.set('wrong', 'true');
    if (predicted !== undefined) next.set('predicted', predicted);
  }
  return next;
}

/**
 * The shared selection and a function that changes parts of it. Each change is
 * a step in the browser's history unless `replace` says it is not.
 */
export function useSelection(): [
  Selection,
  (change: Partial<Selection>, options?: { replace: true }) => void,
] {
  const [params, setParams] = useSearchParams();
  const selection = useMemo(() => readSelection(params), [params]);
  const select = useCallback(
    (change: Partial<Selection>, options?: { replace: true }) =>
      setParams(before => writeSelection(before, change), options),
    [setParams],
  );
  return [selection, select];
}
