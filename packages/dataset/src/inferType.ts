import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from './sql';

/** Fits a 64-bit integer whatever its digits are, and writes back as it was read. */
const INTEGER = '^-?(0|[1-9][0-9]{0,17})$';
/** A decimal number; 007 is a name, not a number. */
const NUMBER = '^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?$';

/**
 * The published inference rules for text cells, over the whole column; empty
 * cells are null and count for nothing:
 *
 * 1. all cells `true` or `false`: BOOLEAN
 * 2. all cells whole numbers of at most 18 digits without leading zeros: BIGINT
 * 3. all cells decimal numbers without leading zeros: DOUBLE
 * 4. else, and where all cells are empty: VARCHAR
 */
export async function inferType(
  connection: DuckDBConnection,
  table: string,
  column: string,
): Promise<'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'VARCHAR'> {
  const id = identifier(column);
  const reader = await connection.runAndReadAll(
    `SELECT count(${id}) AS cells,
            coalesce(bool_and(${id} IN ('true', 'false')), false) AS booleans,
            coalesce(bool_and(regexp_full_match(${id}, '${INTEGER}')), false) AS integers,
            coalesce(bool_and(regexp_full_match(${id}, '${NUMBER}')), false) AS numbers
       FROM ${table}`,
  );
  const [found] = reader.getRowObjectsJS();
  if (found.booleans) return 'BOOLEAN';
  if (found.integers) return 'BIGINT';
  return found.numbers ? 'DOUBLE' : 'VARCHAR';
}
