import type { SliceSearch } from '@greenroom/backstage-plugin-greenroom-common';
import { halfOf } from '@greenroom/error-analysis';
import { chooseRows } from './chooseRows';
import type { Explored } from './Explored';
import type { ErrorRows } from './ErrorRows';
import { errorsOf } from './groupOf';

/** On fewer rows, or errors, a half shows little and confirms nothing. */
const LEAST_HALF = { rows: 100, errors: 8 } as const;

export type SearchedRows = {
  readonly foundOn: SliceSearch;
  /** Indices, rising, of the rows that slices are looked for on. */
  readonly searched: Int32Array;
  /** Rows that were not searched; absent where there are none. */
  readonly unseen?: {
    readonly name: string;
    readonly rows: ErrorRows;
    readonly errors: Float64Array;
    readonly chosen: Int32Array;
  };
  /** Why rows are not kept apart, where they could have been. */
  readonly remark?: string;
};

/**
 * Parts the rows that slices are found on from those that confirm them: another
 * split where it was run, else the two halves of the keys.
 */
export function searchedRows(
  { rows, chosen, errors, others, which, measure }: Explored,
  search: SliceSearch = 'half',
): SearchedRows {
  if (others) {
    const own = chooseRows(others.rows, which);
    return {
      foundOn: 'all',
      searched: chosen,
      ...(own.length === 0
        ? {}
        : {
            unseen: {
              ...others,
              errors: errorsOf(others.rows, measure),
              chosen: own,
            },
          }),
    };
  }
  if (search === 'all') return { foundOn: 'all', searched: chosen };
  const { first, second } = halvesOf(rows.keys, chosen);
  if (![first, second].every(half => isEnough(half, errors))) {
    return {
      foundOn: 'all',
      searched: chosen,
      remark:
        'There are too few rows or errors to find slices on one half and confirm them on the other: these are unconfirmed.',
    };
  }
  return {
    foundOn: 'half',
    searched: first,
    unseen: {
      name: `the other half, ${second.length.toLocaleString('en')} rows`,
      rows,
      errors,
      chosen: second,
    },
  };
}

/** Of the rows chosen, those that are searched and those that confirm. */
export function halvesOf(
  keys: readonly string[],
  chosen: Int32Array,
): { readonly first: Int32Array; readonly second: Int32Array } {
  const isFirst = firstHalf(keys);
  const first: number[] = [];
  const second: number[] = [];
  for (const row of chosen) (isFirst[row] === 1 ? first : second).push(row);
  return { first: Int32Array.from(first), second: Int32Array.from(second) };
}

const known = new WeakMap<readonly string[], Uint8Array>();

/** 1 for each row of the half that is searched: every question of a run asks for it. */
function firstHalf(keys: readonly string[]): Uint8Array {
  const found =
    known.get(keys) ??
    Uint8Array.from(keys, key => (halfOf(key) === 'search' ? 1 : 0));
  known.set(keys, found);
  return found;
}

/** Whether a half can show or confirm anything. */
export function isEnough(half: Int32Array, errors: Float64Array): boolean {
  const erring = half.reduce((n, row) => (errors[row] > 0 ? n + 1 : n), 0);
  return half.length >= LEAST_HALF.rows && erring >= LEAST_HALF.errors;
}
