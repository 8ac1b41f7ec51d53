import type { Row } from './Table';

/** A row of DuckDB's with big integers as numbers where they are exact. */
export function plainRow(row: Record<string, unknown>): Row {
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === 'bigint') row[name] = plainInteger(value);
    else if (Array.isArray(value) && typeof firstOf(value) === 'bigint')
      row[name] = value.map(plainInteger);
  }
  return row as Row;
}

function firstOf(list: readonly unknown[]): unknown {
  return list.find(value => value !== null);
}

function plainInteger<T>(value: T): T | number {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value))
    ? Number(value)
    : value;
}
