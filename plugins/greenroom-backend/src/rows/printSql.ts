import { canonicalNumber, identifier } from '@greenroom/dataset';
import { isNumberType } from './columnTypes';

export type PrintedColumn = { readonly name: string; readonly type: string };

/**
 * The SQL of a row's print: the first 128 bits of the SHA-256 of its cells by
 * name, without those in `without`. Empty cells are left out, and a number is
 * the same in every type, so that a column that came empty, another order of
 * columns or a wider type change no print.
 */
export function printSql(
  columns: readonly PrintedColumn[],
  without: readonly string[],
): string {
  const cells = columns
    .filter(({ name }) => !without.includes(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, type }) => {
      const text = cellText(identifier(name), type);
      const tag = `'${`${name.length}:${name}`.replace(/'/g, "''")}='`;
      return `CASE WHEN ${text} IS NULL OR ${text} = '' THEN '' ELSE ${tag} || strlen(${text}) || ':' || ${text} || ';' END`;
    });
  return `substr(sha256(${cells.join(' || ') || `''`}), 1, 32)`;
}

function cellText(cell: string, type: string): string {
  if (isNumberType(type)) return canonicalNumber(cell, type);
  if (type === 'BLOB') return `sha256(${cell})`;
  return type === 'VARCHAR' ? cell : `CAST(${cell} AS VARCHAR)`;
}
