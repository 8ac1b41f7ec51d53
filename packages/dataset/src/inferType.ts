import { identifier } from './sql';
import type { Row } from './Table';

/** Fits a 64-bit integer whatever its digits are, and writes back as it was read. */
const INTEGER = '^-?(0|[1-9][0-9]{0,17})$';
/** A decimal number; 007 is a name, not a number, and so are 19 digits, which no double holds. */
const NUMBER = '^-?(0|[1-9][0-9]{0,17})(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?$';
/** Whole numbers from here on are names: a column that has one is text. */
export const INTEGER_LIMIT = '1000000000000000000';

/**
 * The published inference rules for text cells, over the whole column; empty
 * cells are null and count for nothing:
 *
 * 1. all cells `true` or `false`: BOOLEAN
 * 2. all cells whole numbers of at most 18 digits without leading zeros: BIGINT
 * 3. all cells decimal numbers without leading zeros, of at most 18 digits
 *    before the point and within the range of a double: DOUBLE
 * 4. else, and where all cells are empty: VARCHAR
 */
export async function inferType(
  ask: (sql: string) => Promise<Row[]>,
  table: string,
  column: string,
): Promise<'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'VARCHAR'> {
  const id = `nullif(${identifier(column)}, '')`;
  const [found] = await ask(
    `SELECT count(${id}) AS cells,
            coalesce(bool_and(${id} IN ('true', 'false')), false) AS booleans,
            coalesce(bool_and(regexp_full_match(${id}, '${INTEGER}')), false) AS integers,
            coalesce(bool_and(regexp_full_match(${id}, '${NUMBER}') AND isfinite(TRY_CAST(${id} AS DOUBLE))), false) AS numbers
       FROM ${table}`,
  );
  if (found.booleans) return 'BOOLEAN';
  if (found.integers) return 'BIGINT';
  return found.numbers ? 'DOUBLE' : 'VARCHAR';
}
