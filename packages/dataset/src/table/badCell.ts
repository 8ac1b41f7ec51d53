import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../sql';
import { TableError } from '../TableError';
import { fitsDeclared } from './castCell';
import type { ComposedColumn } from './compose';

/** Longer cells are cut in messages. */
const SHOWN_CHARACTERS = 80;

/**
 * Reads a column again, file by file, to tell where a cell does not fit its
 * declared type.
 *
 * @returns undefined where all cells fit
 */
export async function badCell(
  connection: DuckDBConnection,
  column: ComposedColumn,
  type: string,
): Promise<TableError | undefined> {
  const { name, source } = column;
  if (!source) return undefined;
  const id = identifier(name);
  for (const file of source.files) {
    const reader = await connection.runAndReadAll(
      `SELECT r, CAST(c AS VARCHAR) AS cell
         FROM (SELECT row_number() OVER () AS r, ${id} AS c FROM (${source.select(
        'all',
        [file],
      )}))
        WHERE c IS NOT NULL AND NOT ${fitsDeclared('c', type)} LIMIT 1`,
    );
    const [bad] = reader.getRowObjectsJS();
    if (!bad) continue;
    const row = Number(bad.r);
    const cell = JSON.stringify(bad.cell).slice(0, SHOWN_CHARACTERS);
    return new TableError(
      `Column ${name} is declared as ${type}, but row ${row} has ${cell}. Correct the cell or the declared type.`,
      file.name,
      await source.lineOf(file, row - 1),
    );
  }
  return undefined;
}
