import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import path from 'node:path';
import { plainRow } from './plainRow';
import { literal } from './sql';

export type TableColumn = {
  readonly name: string;
  /** DuckDB's name of the type, e.g. BIGINT, DOUBLE, VARCHAR, UTINYINT[]. */
  readonly type: string;
};

/** A cell as JavaScript has it: big integers as numbers where they are exact. */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Date
  | readonly Value[];
export type Row = Record<string, Value>;

/** The rows of a file, side tables joined in, under the name `t` for SQL. */
export class Table {
  constructor(
    private readonly connection: DuckDBConnection,
    private readonly closeConnection: () => void,
    readonly columns: readonly TableColumn[],
    readonly rowCount: number,
    /** The file it was opened from, for messages. */
    readonly file: string,
    /** Columns whose type somebody declared; the types of the others are inferred. */
    readonly declared: ReadonlySet<string> = new Set(),
    /** What was found out about the files rather than declared, for people. */
    readonly notes: readonly string[] = [],
    /** Columns that have the type the rules of `inferTypes` give their cells: nobody need look again. */
    readonly inferred: ReadonlySet<string> = new Set(),
    /** What DuckDB says of a file that is damaged further in, as a TableError. */
    private readonly explain: (error: unknown) => unknown = error => error,
  ) {}

  /** Runs a query over the view `t`; values are bound to `$1`, `$2`, …. */
  async query(
    sql: string,
    values: readonly DuckDBValue[] = [],
  ): Promise<Row[]> {
    const reader = await this.connection
      .runAndReadAll(sql, [...values])
      .catch(error => {
        throw this.explain(error);
      });
    return reader.getRowObjectsJS().map(plainRow);
  }

  /** Rows of a query in chunks, so that no more than a chunk is in memory. */
  async *stream(sql: string): AsyncGenerator<Row[]> {
    try {
      const result = await this.connection.stream(sql);
      for await (const rows of result.yieldRowObjectJs())
        yield rows.map(plainRow);
    } catch (error) {
      throw this.explain(error);
    }
  }

  /** Columns of a query in chunks: of each chunk one list a column, in the order of the query. */
  async *streamColumns(sql: string): AsyncGenerator<unknown[][]> {
    try {
      const result = await this.connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        yield chunk.getColumns();
      }
    } catch (error) {
      throw this.explain(error);
    }
  }

  /** Writes all columns in the order of the file as Parquet. */
  async writeParquet(file: string): Promise<void> {
    await this.connection
      .run(
        `COPY (SELECT * FROM t) TO ${literal(
          path.resolve(file),
        )} (FORMAT PARQUET, COMPRESSION ZSTD)`,
      )
      .catch(error => {
        throw this.explain(error);
      });
  }

  close(): void {
    this.closeConnection();
  }
}
