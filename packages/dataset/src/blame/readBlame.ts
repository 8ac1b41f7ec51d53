import type { DuckDBConnection } from '@duckdb/node-api';
import path from 'node:path';
import { connect } from '../connect';
import { identifier, literal } from '../sql';
import { TableError } from '../TableError';
import { Blame } from './Blame';
import { BlameState } from './BlameState';
import { canonicalText, type CellKind, cellValue } from './cellKinds';
import { inTemporaryFolder } from './inTemporaryFolder';
import { KeyIndex } from './KeyIndex';
import { EXPORT_FORMAT, readExport } from './readRevision';
import {
  BLAME_METADATA,
  BLAME_VERSION,
  type BlameMetadata,
} from './writeBlame';

/** A cell with the commit that last set it. */
export type BlamedCell = {
  readonly column: string;
  readonly value: string | number | boolean | null;
  /** Index into the commits of the blame. */
  readonly commit: number;
};
export type BlamedRow = {
  /** One text for each column of the key. */
  readonly key: readonly string[];
  readonly cells: readonly BlamedCell[];
};

/** Asks DuckDB; values are bound to `$1`, `$2`, …. */
type Ask = (
  sql: string,
  values: readonly string[],
) => Promise<readonly Record<string, unknown>[]>;

/**
 * Some rows of a blame that `writeBlame` wrote, in the order of the table;
 * keys that it has not are left out.
 *
 * @param keys - of tables with one key column, as `cellValue` or the file has them
 * @throws TableError where the file is no blame
 */
export async function readBlame(
  ask: Ask,
  file: string,
  keys: readonly string[],
): Promise<BlameMetadata & { readonly rows: readonly BlamedRow[] }> {
  const metadata = await readMetadata(ask, file);
  const kind = kindOf(metadata, metadata.key[0]);
  const wanted = [...new Set(keys.map(key => canonicalText(key, kind)))];
  if (metadata.key.length !== 1 || wanted.length === 0)
    return { ...metadata, rows: [] };
  const found = await ask(
    `SELECT * FROM read_parquet(${literal(
      path.resolve(file),
    )}) WHERE k0 IN (${wanted.map((_, i) => `$${i + 1}`).join(', ')})`,
    wanted,
  );
  const rows = found.map(row => ({
    key: [String(row.k0)],
    cells: metadata.columns.map((column, i) => ({
      column: column.name,
      value: cellValue(String(row[`v${i}`] ?? ''), column.kind),
      commit: Number(row[`c${i}`]),
    })),
  }));
  return { ...metadata, rows };
}

/**
 * A blame that `writeBlame` wrote, to be gone on with.
 *
 * @throws TableError where the file is no blame
 */
export async function resumeBlame(file: string): Promise<Blame> {
  const { connection, close } = await connect();
  try {
    const metadata = await readMetadata(
      async sql => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
      file,
    );
    const { columns, key } = metadata;
    const declared = new Map(
      columns.flatMap(column =>
        column.declared ? [[column.name, column.declared] as const] : [],
      ),
    );
    const source = `read_parquet(${literal(path.resolve(file))})`;
    const image = await inTemporaryFolder(async directory => {
      const text = path.join(directory, 'state.csv');
      const cells = columns.map(
        ({ name }, i) => `v${i} AS ${identifier(name)}`,
      );
      await connection.run(
        `COPY (SELECT ${cells.join(', ')} FROM ${source}) TO ${literal(
          text,
        )} ${EXPORT_FORMAT}`,
      );
      return readExport(text, file);
    });
    const keys = new KeyIndex(image, key, declared, file);
    const commits = await readCommits(connection, source, {
      columns: columns.length,
      rows: image.rowCount,
    });
    return Blame.resume(
      metadata,
      new BlameState(image, keys, declared, commits),
    );
  } finally {
    close();
  }
}

async function readCommits(
  connection: DuckDBConnection,
  source: string,
  { columns, rows }: { columns: number; rows: number },
): Promise<Int32Array> {
  const commits = new Int32Array(rows * columns);
  const names = Array.from({ length: columns }, (_, i) => `c${i}`);
  const result = await connection.stream(
    `SELECT ${names.join(', ')} FROM ${source}`,
  );
  let at = 0;
  for await (const chunk of result) {
    for (let i = 0; i < columns; i++)
      for (const [row, commit] of chunk.getColumnValues(i).entries())
        commits[(at + row) * columns + i] = Number(commit);
    at += chunk.rowCount;
  }
  return commits;
}

async function readMetadata(ask: Ask, file: string): Promise<BlameMetadata> {
  const [found] = await ask(
    `SELECT decode(value) AS value FROM parquet_kv_metadata(${literal(
      path.resolve(file),
    )}) WHERE decode(key) = ${literal(BLAME_METADATA)}`,
    [],
  );
  const metadata = found && (JSON.parse(String(found.value)) as BlameMetadata);
  if (metadata?.version === BLAME_VERSION) return metadata;
  throw new TableError(
    'This Parquet file is no blame of this version. Compute it anew.',
    file,
  );
}

function kindOf({ columns }: BlameMetadata, name: string): CellKind {
  return columns.find(column => column.name === name)?.kind ?? 'text';
}
