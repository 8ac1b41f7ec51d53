import type {
  DuckDBAppender,
  DuckDBConnection,
  DuckDBDataChunkWriter,
} from '@duckdb/node-api';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { connect } from './connect';
import { loadDuckdb } from './native';
import { identifier, literal } from './sql';

/** Rows that are held until they go to the disk: a row group of DuckDB's Parquet. */
const HELD_ROWS = 122_880;

/** A column: texts, numbers, or lists of numbers. */
export type ParquetColumn = {
  readonly name: string;
  readonly type: 'VARCHAR' | 'DOUBLE' | 'DOUBLE[]';
};
export type ParquetCell = string | number | ArrayLike<number> | null;

/**
 * Writes rows as one Parquet file while they come: what is held does not grow
 * with their number, and they stay in their order.
 */
export class ParquetRows {
  readonly #writer: DuckDBDataChunkWriter;
  #heldRows = 0;
  #parts = 0;

  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly closeConnection: () => void,
    private readonly folder: string,
    private readonly appender: DuckDBAppender,
  ) {
    const { DuckDBDataChunkWriter: Writer } = loadDuckdb();
    this.#writer = Writer.forAppender(appender);
  }

  static async open(columns: readonly ParquetColumn[]): Promise<ParquetRows> {
    const { connection, close } = await connect();
    try {
      await connection.run(
        `CREATE TABLE held (${columns
          .map(({ name, type }) => `${identifier(name)} ${type}`)
          .join(', ')})`,
      );
      const folder = await mkdtemp(
        path.join(os.tmpdir(), `greenroom-rows-${randomUUID()}-`),
      );
      const appender = await connection.createAppender('held');
      return new ParquetRows(connection, close, folder, appender);
    } catch (error) {
      close();
      throw error;
    }
  }

  /** @param rows - cells in the order of the columns */
  async append(rows: Iterable<readonly ParquetCell[]>): Promise<void> {
    const { listValue } = loadDuckdb();
    for (const row of rows) {
      this.#writer.appendRow(
        row.map(cell =>
          typeof cell === 'object' && cell !== null
            ? listValue(Array.from(cell))
            : cell,
        ),
      );
      this.#heldRows++;
      if (this.#heldRows === HELD_ROWS) await this.#flush();
    }
  }

  /** Writes the file, also where there are no rows. */
  async finish(file: string): Promise<void> {
    if (this.#heldRows > 0 || this.#parts === 0) await this.#flush();
    await this.connection.run(
      `COPY (SELECT * FROM read_parquet([${Array.from(
        { length: this.#parts },
        (_, part) => literal(this.#partFile(part)),
      ).join(', ')}])) TO ${literal(
        path.resolve(file),
      )} (FORMAT PARQUET, COMPRESSION ZSTD)`,
    );
  }

  async close(): Promise<void> {
    this.appender.closeSync();
    this.closeConnection();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #flush(): Promise<void> {
    this.#writer.flush();
    this.appender.flushSync();
    await this.connection.run(
      `COPY held TO ${literal(this.#partFile(this.#parts))} (FORMAT PARQUET)`,
    );
    await this.connection.run('TRUNCATE held');
    this.#heldRows = 0;
    this.#parts++;
  }

  #partFile(part: number): string {
    return path.join(this.folder, `${part}.parquet`);
  }
}
