import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../sql';
import type { ContentColumn } from './contentColumns';

/**
 * A version's rows under short names that no column of it can take: its row
 * number, key and split, and the columns that count as c0, c1, ….
 */
export async function viewRows(
  connection: DuckDBConnection,
  view: string,
  source: {
    readonly file: string;
    readonly key: string;
    readonly split: string;
    readonly columns: readonly Pick<ContentColumn, 'name'>[];
  },
): Promise<void> {
  const columns = source.columns.map(
    ({ name }, i) => `, ${identifier(name)} AS c${i}`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW ${view} AS SELECT file_row_number AS row_number,
            CAST(${identifier(source.key)} AS VARCHAR) AS key,
            CAST(${identifier(source.split)} AS VARCHAR) AS split${columns.join(
      '',
    )}
       FROM read_parquet(${literal(source.file)}, file_row_number = true)
      WHERE ${identifier(source.split)} IS NOT NULL`,
  );
}

/** `c0, c1, …` */
export function contentList(
  columns: readonly unknown[],
  prefix: string = '',
): string {
  return columns.map((_, i) => `${prefix}c${i}`).join(', ');
}

/** True of rows that have any content at all: two empty rows are not the same row. */
export function hasContent(columns: readonly unknown[]): string {
  return columns.map((_, i) => `c${i} IS NOT NULL`).join(' OR ');
}

export async function rowsOf(
  connection: DuckDBConnection,
  sql: string,
): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}
