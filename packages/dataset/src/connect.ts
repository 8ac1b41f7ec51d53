import type { DuckDBConnection } from '@duckdb/node-api';
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { loadDuckdb } from './native';

/** Memory of one open table; what does not fit is spilled to disk. */
const MEMORY_LIMIT = '2GB';
const THREADS = '2';

/** A DuckDB of its own in memory; extensions are never fetched. */
export async function connect(): Promise<{
  connection: DuckDBConnection;
  close(): void;
}> {
  const { DuckDBInstance } = loadDuckdb();
  const instance = await DuckDBInstance.create(':memory:', {
    threads: THREADS,
    memory_limit: MEMORY_LIMIT,
    // Made when something is spilled, removed when the instance is closed.
    temp_directory: path.join(os.tmpdir(), `greenroom-spill-${randomUUID()}`),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
