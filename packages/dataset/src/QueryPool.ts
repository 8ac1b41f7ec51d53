import type {
  DuckDBConnection,
  DuckDBInstance,
  DuckDBValue,
} from '@duckdb/node-api';
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import pLimit from 'p-limit';
import { loadDuckdb } from './native';
import { plainRow } from './plainRow';
import type { Row } from './Table';

/** A query took longer than it may. */
export class QueryTimeoutError extends Error {
  override readonly name = 'QueryTimeoutError';
}

/**
 * One DuckDB for many short questions about files of our own, in a process
 * that has other things to do: memory, threads, the number of queries at a
 * time and the time of each are limited. Nothing is loaded; a query names its
 * files by `read_parquet`.
 */
export class QueryPool {
  #instance?: Promise<DuckDBInstance>;
  readonly #free: Promise<DuckDBConnection>[] = [];
  readonly #slots: ReturnType<typeof pLimit>;

  constructor(
    private readonly limits: {
      /** As DuckDB writes it, e.g. `512MB`. */
      readonly memory: string;
      readonly threads: number;
      /** More wait; each holds a thread of libuv while it runs. */
      readonly queriesAtATime: number;
      readonly timeoutMillis: number;
    },
  ) {
    this.#slots = pLimit(limits.queriesAtATime);
  }

  /**
   * Values are bound to `$1`, `$2`, ….
   *
   * @throws QueryTimeoutError after the time a query may take (waiting for its turn not counted)
   */
  query(sql: string, values: readonly DuckDBValue[] = []): Promise<Row[]> {
    return this.#slots(() =>
      this.#borrow(async connection => {
        const reader = await connection.runAndReadAll(sql, [...values]);
        return reader.getRowObjectsJS().map(plainRow);
      }, this.limits.timeoutMillis),
    );
  }

  /**
   * Rows of a long answer, handed over in chunks so that no more than one is in memory.
   *
   * @throws QueryTimeoutError after `timeoutMillis`
   */
  stream(
    sql: string,
    values: readonly DuckDBValue[],
    options: {
      readonly timeoutMillis: number;
      take(rows: Row[]): Promise<void>;
    },
  ): Promise<void> {
    return this.#slots(() =>
      this.#borrow(async connection => {
        const result = await connection.stream(sql, [...values]);
        for await (const rows of result.yieldRowObjectJs())
          await options.take(rows.map(plainRow));
      }, options.timeoutMillis),
    );
  }

  async close(): Promise<void> {
    for (const connection of this.#free.splice(0))
      (await connection).closeSync();
    (await this.#instance)?.closeSync();
    this.#instance = undefined;
  }

  async #borrow<T>(
    use: (connection: DuckDBConnection) => Promise<T>,
    timeoutMillis: number,
  ): Promise<T> {
    const borrowed = this.#free.pop() ?? this.#connect();
    const connection = await borrowed;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      connection.interrupt();
    }, timeoutMillis);
    try {
      return await use(connection);
    } catch (error) {
      if (!late) throw error;
      throw new QueryTimeoutError(
        `The query took longer than ${timeoutMillis / 1000} s and was stopped.`,
      );
    } finally {
      clearTimeout(timer);
      this.#free.push(borrowed);
    }
  }

  async #connect(): Promise<DuckDBConnection> {
    this.#instance ??= this.#create();
    const connection = await (await this.#instance).connect();
    // Footers of files of our own, which never change, are read once.
    await connection.run('SET parquet_metadata_cache = true');
    return connection;
  }

  async #create(): Promise<DuckDBInstance> {
    const { DuckDBInstance } = loadDuckdb();
    return DuckDBInstance.create(':memory:', {
      threads: String(this.limits.threads),
      memory_limit: this.limits.memory,
      temp_directory: path.join(os.tmpdir(), `greenroom-pool-${randomUUID()}`),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    });
  }
}
