import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableColumn } from '../Table';
import { assertUniqueSides, compose, filesOf } from './compose';
import { explainError } from './explainError';
import type { TableSpec } from './TableSpec';
import { Workspace } from './Workspace';

/** A table that nothing of is loaded. */
export type Relation = {
  /** Name of its first file, for messages. */
  readonly file: string;
  /** A SELECT that DuckDB evaluates as a stream over the files. */
  readonly sql: string;
  /** Every column of a text format is VARCHAR, an empty cell NULL; Parquet and pictures have their own types. */
  readonly columns: readonly TableColumn[];
  /** What was found out about the files rather than declared. */
  readonly notes: readonly string[];
  /** Whether an error of DuckDB is about one of the files. */
  concerns(error: unknown): boolean;
  /** Errors of DuckDB while `sql` runs, as a TableError with file, line and remedy. */
  explain(error: unknown): Error;
  /** Removes what was unpacked for it. */
  close(): void;
};

/**
 * The raw rows of a table, lazily: files united, side tables joined in, splits
 * named. Dialects and columns are checked here, cells while `sql` runs.
 *
 * @throws TableError naming file, line where known, and remedy
 */
export async function relationOf(
  connection: DuckDBConnection,
  spec: TableSpec,
): Promise<Relation> {
  const workspace = new Workspace();
  try {
    const composed = await compose(connection, spec, workspace);
    await assertUniqueSides(connection, composed);
    return {
      file: filesOf(composed)[0].name,
      sql: composed.select('all'),
      columns: composed.columns.map(({ name, type, source }) => ({
        name,
        type: source && !source.isText ? type : 'VARCHAR',
      })),
      notes: composed.notes,
      concerns: error =>
        filesOf(composed).some(file =>
          String((error as Error).message).includes(file.path),
        ),
      explain: error => explainError(error, filesOf(composed)),
      close: () => workspace.close(),
    };
  } catch (error) {
    workspace.close();
    throw error;
  }
}
