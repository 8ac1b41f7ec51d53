import { identifier } from './sql';

/** Fits a 64-bit integer whatever its digits are, and writes back as it was read. */
const INTEGER_MAXIMUM = '999999999999999999';
/** A decimal number; 007 is a name, not a number, and so are 19 digits, which no double holds. */
export const NUMBER =
  '^-?(0|[1-9][0-9]{0,17})(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?$';
/** Whole numbers from here on are names: a column that has one is text. */
export const INTEGER_LIMIT = '1000000000000000000';

export type InferredType = 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'VARCHAR';

/** Whether a text cell that is not empty is of a type, in SQL; null is for no cell. */
export function fitsType(cell: string, type: InferredType): string {
  switch (type) {
    case 'BOOLEAN':
      return `${cell} IN ('true', 'false')`;
    case 'BIGINT': {
      // What writes back alike has no leading zeros; a pattern takes three times as long.
      const whole = `TRY_CAST(${cell} AS BIGINT)`;
      return `coalesce(CAST(${whole} AS VARCHAR) = ${cell} AND ${whole} BETWEEN -${INTEGER_MAXIMUM} AND ${INTEGER_MAXIMUM}, false) OR ${cell} = '-0'`;
    }
    case 'DOUBLE':
      return `regexp_full_match(${cell}, '${NUMBER}') AND isfinite(TRY_CAST(${cell} AS DOUBLE))`;
    default:
      return 'true';
  }
}

/**
 * The published inference rules for text cells, over whole columns, in one
 * scan; empty cells are null and count for nothing:
 *
 * 1. all cells `true` or `false`: BOOLEAN
 * 2. all cells whole numbers of at most 18 digits without leading zeros: BIGINT
 * 3. all cells decimal numbers without leading zeros, of at most 18 digits
 *    before the point and within the range of a double: DOUBLE
 * 4. else, and where all cells are empty: VARCHAR
 *
 * @param from - a table, or a SELECT in parentheses
 */
export async function inferTypes(
  ask: (sql: string) => Promise<readonly Record<string, unknown>[]>,
  from: string,
  columns: readonly string[],
): Promise<Map<string, InferredType>> {
  if (columns.length === 0) return new Map();
  const tried = ['BOOLEAN', 'BIGINT', 'DOUBLE'] as const;
  const asked = columns.flatMap((column, i) => {
    const id = `nullif(${identifier(column)}, '')`;
    return tried.map(
      type =>
        `coalesce(bool_and(${fitsType(
          id,
          type,
        )}) FILTER (WHERE ${id} IS NOT NULL), false) AS "${type}${i}"`,
    );
  });
  const [found] = await ask(`SELECT ${asked.join(', ')} FROM ${from}`);
  return new Map(
    columns.map((column, i) => [
      column,
      tried.find(type => found[`${type}${i}`]) ?? 'VARCHAR',
    ]),
  );
}
