import type { ErrorRows } from './ErrorRows';

/** Where each row stands in an earlier run, by its key; -1 where it does not. */
export function oldRows(rows: ErrorRows, before: ErrorRows): Int32Array {
  const places = new Map(before.keys.map((key, row) => [key, row]));
  return Int32Array.from(rows.keys, key => places.get(key) ?? -1);
}
