import { isNestedType, isNumberType } from './columnTypes';

/** Longer texts are cut: a page is for reading. */
const SHOWN_CHARACTERS = 20_000;

/**
 * The SQL of a cell as a page shows it: numbers and truth values as they are,
 * everything else as text of bounded length, what is nested as JSON, lists of
 * numbers and bytes by their size.
 *
 * @param value - SQL of the value
 */
export function cellSql(value: string, sqlType: string): string {
  if (isNumberType(sqlType) || sqlType === 'BOOLEAN') return value;
  if (sqlType === 'BLOB') return `'(' || octet_length(${value}) || ' bytes)'`;
  const element = /^(.*)\[\d*\]$/.exec(sqlType)?.[1];
  if (element !== undefined && isNumberType(element))
    return `'(' || len(${value}) || ' values)'`;
  if (isNestedType(sqlType))
    return shortened(`CAST(to_json(${value}) AS VARCHAR)`);
  return shortened(sqlType === 'VARCHAR' ? value : `CAST(${value} AS VARCHAR)`);
}

/** The SQL of a value as filters and searches compare it. */
export function textSql(value: string, sqlType: string): string {
  return sqlType === 'VARCHAR' ? value : `CAST(${value} AS VARCHAR)`;
}

export function isComparable(sqlType: string): boolean {
  return !isNestedType(sqlType);
}

function shortened(text: string): string {
  return `CASE WHEN length(${text}) > ${SHOWN_CHARACTERS} THEN left(${text}, ${SHOWN_CHARACTERS}) || '…' ELSE ${text} END`;
}
