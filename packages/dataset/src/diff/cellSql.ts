import { identifier } from '../sql';
import { isNumber } from './Side';

/** What a shared column holds in both tables. */
export type TypePair = {
  readonly from: string;
  readonly to: string;
  /** Set where only the rows that differ were looked at: the whole may hold texts. */
  readonly by?: 'differing rows';
};

/** An empty text is no value, in whatever format. */
export function textSql(cell: string): string {
  return `nullif(CAST(${cell} AS VARCHAR), '')`;
}

/**
 * SQL that is true where two cells surely or possibly differ: cheap, on what
 * the files have. Cells of one value may be written in two ways; those are told
 * apart later, on the few rows that are left.
 */
export function mayDiffer(column: string, types: TypePair): string {
  const [a, b] = [`a.${identifier(column)}`, `b.${identifier(column)}`];
  if (types.from === types.to) return `${a} IS DISTINCT FROM ${b}`;
  if (isNumber(types.from) && isNumber(types.to)) return numbersDiffer(a, b);
  const texts = `${textSql(a)} IS DISTINCT FROM ${textSql(b)}`;
  return isNumber(types.from) || isNumber(types.to)
    ? `(${texts} AND ${numbersDiffer(a, b)})`
    : texts;
}

/** SQL that is true where two cells differ, given what their columns hold. */
export function differ(a: string, b: string, types: TypePair): string {
  if (isNumber(types.from) && isNumber(types.to)) {
    return types.from === 'BIGINT' && types.to === 'BIGINT'
      ? `TRY_CAST(${a} AS BIGINT) IS DISTINCT FROM TRY_CAST(${b} AS BIGINT)`
      : numbersDiffer(a, b);
  }
  return types.from === types.to && types.from !== 'VARCHAR'
    ? `${a} IS DISTINCT FROM ${b}`
    : `${textSql(a)} IS DISTINCT FROM ${textSql(b)}`;
}

/** SQL of a cell under the type its column holds. */
export function typedSql(cell: string, has: string, holds: string): string {
  if (has === holds) return holds === 'VARCHAR' ? textSql(cell) : cell;
  return `TRY_CAST(${textSql(cell)} AS ${holds})`;
}

function numbersDiffer(a: string, b: string): string {
  const number = (cell: string) => `TRY_CAST(${cell} AS DOUBLE)`;
  return `${number(a)} IS DISTINCT FROM ${number(b)}`;
}
