import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from './sql';
import type { TableColumn } from './Table';
import { TableError } from './TableError';

/** Longer cells are cut in messages. */
const SHOWN_CHARACTERS = 80;

/**
 * Checks that every cell of a table just read fits the type wanted for it.
 *
 * @throws TableError with the line of the first cell that does not fit
 */
export async function assertCasts(
  connection: DuckDBConnection,
  read: {
    readonly file: string;
    readonly name: string;
    readonly columns: readonly TableColumn[];
    readonly wanted: readonly TableColumn[];
    readonly head: 'header' | 'no header';
  },
): Promise<void> {
  const { file, name, columns, wanted, head } = read;
  for (const { name: column, type } of wanted) {
    if (type === 'VARCHAR') continue;
    const id = identifier(column);
    const reader = await connection.runAndReadAll(
      `SELECT rowid AS row, CAST(${id} AS VARCHAR) AS cell FROM ${name}
        WHERE ${id} IS NOT NULL AND TRY_CAST(${id} AS ${type}) IS NULL ORDER BY rowid LIMIT 1`,
    );
    const [bad] = reader.getRowObjectsJS();
    if (!bad) continue;
    const row = Number(bad.row);
    const headLines = head === 'header' ? 1 : 0;
    const inCells =
      head === 'header'
        ? await lineBreaksBefore(connection, name, columns, row)
        : 0;
    const cell = JSON.stringify(bad.cell).slice(0, SHOWN_CHARACTERS);
    throw new TableError(
      `Column ${column} is declared as ${type}, but row ${
        row + 1
      } has ${cell}. Correct the cell or the declared type.`,
      file,
      row + 1 + headLines + inCells,
    );
  }
}

/** Quoted cells may hold line breaks, so that a row is more than a line. */
async function lineBreaksBefore(
  connection: DuckDBConnection,
  name: string,
  columns: readonly TableColumn[],
  row: number,
): Promise<number> {
  const breaks = columns
    .map(column => `coalesce(CAST(${identifier(column.name)} AS VARCHAR), '')`)
    .map(text => `length(${text}) - length(replace(${text}, chr(10), ''))`)
    .join(' + ');
  const reader = await connection.runAndReadAll(
    `SELECT coalesce(sum(${breaks}), 0) AS n FROM ${name} WHERE rowid < ${row}`,
  );
  return Number(reader.getRowObjectsJS()[0].n);
}
