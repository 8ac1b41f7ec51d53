import { identifier, ROW_COLUMN } from '@greenroom/dataset';
import { isIntegerType } from './columnTypes';
import type { VisibleTable } from './RowAccess';

/** The column of a snapshot that numbers its rows, from 0, in their order. */
export const ROW_NUMBER = identifier(ROW_COLUMN);

export type Bind = (value: string | number) => string;

/** The SQL of a row's name: its key, or its number, from 1. */
export function keyText({ key }: Pick<VisibleTable, 'key'>): string {
  return key
    ? `CAST(${identifier(key.name)} AS VARCHAR)`
    : `CAST(${ROW_NUMBER} + 1 AS VARCHAR)`;
}

/** The SQL that rows have one of these names; written so that the rest of an ordered file is not read. */
export function hasKey(
  { key }: Pick<VisibleTable, 'key'>,
  keys: readonly string[],
  bind: Bind,
): string {
  if (keys.length === 0) return 'false';
  const bound = keys.map(bind);
  if (!key)
    return `${ROW_NUMBER} IN (${bound
      .map(value => `TRY_CAST(${value} AS BIGINT) - 1`)
      .join(', ')})`;
  const id = identifier(key.name);
  if (key.sqlType === 'VARCHAR') return `${id} IN (${bound.join(', ')})`;
  if (isIntegerType(key.sqlType))
    return `${id} IN (${bound
      .map(value => `TRY_CAST(${value} AS ${key.sqlType})`)
      .join(', ')})`;
  return `${keyText({ key })} IN (${bound.join(', ')})`;
}
