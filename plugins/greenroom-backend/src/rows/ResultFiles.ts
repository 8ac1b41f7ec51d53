import { QueryPool, type Row } from '@greenroom/dataset';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { type NamedFiles, overFiles } from '../artifacts/overFiles';
import { withArtifacts } from '../artifacts/withArtifacts';

/** Queries of people who wait for a page. */
const PAGE_LIMITS = {
  memory: '512MB',
  threads: 2,
  queriesAtATime: 2,
  timeoutMillis: 10_000,
};
/** Exports, which may take long, have a DuckDB of their own. */
const EXPORT_LIMITS = {
  memory: '512MB',
  threads: 1,
  queriesAtATime: 1,
  timeoutMillis: 60_000,
};
const EXPORT_MINUTES = 10;

/** Asks our own Parquet files, within limits. */
export class ResultFiles {
  readonly #pages = new QueryPool(PAGE_LIMITS);
  readonly #exports = new QueryPool(EXPORT_LIMITS);

  /** @param stores - whose artifacts are asked */
  constructor(private readonly stores: readonly ArtifactStore[]) {}

  query(
    files: NamedFiles,
    sql: string,
    values: readonly (string | number)[] = [],
  ): Promise<Row[]> {
    return this.using(Object.values(files), () =>
      this.#pages.query(overFiles(files, sql), values),
    );
  }

  /** Counts what is to be exported, out of the way of pages. */
  count(
    files: NamedFiles,
    sql: string,
    values: readonly (string | number)[],
  ): Promise<Row[]> {
    return this.using(Object.values(files), () =>
      this.#exports.query(overFiles(files, sql), values),
    );
  }

  stream(
    files: NamedFiles,
    sql: string,
    values: readonly (string | number)[],
    take: (rows: Row[]) => Promise<void>,
  ): Promise<void> {
    return this.using(Object.values(files), () =>
      this.#exports.stream(overFiles(files, sql), values, {
        timeoutMillis: EXPORT_MINUTES * 60_000,
        take,
      }),
    );
  }

  /** For files that stand in the SQL itself: they are there until the task ends. */
  using<T>(paths: readonly string[], task: () => Promise<T>): Promise<T> {
    return withArtifacts(this.stores, paths, task);
  }

  async close(): Promise<void> {
    await Promise.all([this.#pages.close(), this.#exports.close()]);
  }
}
