import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableColumn } from './Table';

/** The columns of a table or view, in order. */
export async function describe(
  connection: DuckDBConnection,
  name: string,
): Promise<TableColumn[]> {
  const reader = await connection.runAndReadAll(`DESCRIBE ${name}`);
  return reader.getRowObjectsJS().map(row => ({
    name: String(row.column_name),
    type: String(row.column_type),
  }));
}
