import type { DuckDBConnection } from '@duckdb/node-api';
import { TableError } from '../../TableError';
import type { NamedFile } from '../namedFiles';
import { pathList } from '../pathList';
import type { ReadyFile, Source, SourceColumn } from '../Source';
import type { TableFormat } from '../TableSpec';
import { loadPictures } from './loadPictures';

/** A picture's boxes in pixels from its left upper corner. */
export const BOX_TYPE =
  'STRUCT("label" VARCHAR, x DOUBLE, y DOUBLE, width DOUBLE, height DOUBLE)[]';

const COLUMNS: readonly SourceColumn[] = [
  { name: 'path', type: 'VARCHAR', typing: 'said' },
  { name: 'width', type: 'INTEGER', typing: 'said' },
  { name: 'height', type: 'INTEGER', typing: 'said' },
  { name: 'boxes', type: BOX_TYPE, typing: 'said' },
  { name: 'box_count', type: 'INTEGER', typing: 'said' },
];
const OF_PICTURES: readonly SourceColumn[] = [
  { name: 'size_bytes', type: 'BIGINT', typing: 'said' },
  { name: 'sha256', type: 'VARCHAR', typing: 'said' },
  { name: 'bytes', type: 'BLOB', typing: 'said' },
];

/**
 * Annotated pictures, a row each, from Parquet files with their path, size and
 * boxes; joined with the pictures themselves where those are at hand.
 *
 * @throws TableError where an annotated picture is not there
 */
export async function annotatedSource(
  connection: DuckDBConnection,
  format: TableFormat,
  files: readonly ReadyFile[],
  pictures: readonly NamedFile[] | undefined,
): Promise<Source> {
  const names = COLUMNS.map(({ name }) => `a.${name}`).join(', ');
  const table =
    pictures &&
    (await loadPictures(
      connection,
      pictures.map(({ path, name, within }) => ({
        path,
        name,
        key: within ?? name,
      })),
    ));
  const rowsOf = (some: readonly ReadyFile[]) =>
    `read_parquet(${pathList(some)})`;
  if (table) await assertThere(connection, files, rowsOf, table);
  return {
    format,
    isText: false,
    files,
    notes: [],
    columns: table ? [...COLUMNS, ...OF_PICTURES] : COLUMNS,
    select: (_texts, some = files) =>
      table
        ? `SELECT ${names}, p.size_bytes, p.sha256, p.bytes FROM ${rowsOf(
            some,
          )} a JOIN ${table} p ON p.path = a.path`
        : `SELECT ${names} FROM ${rowsOf(some)} a`,
    lineOf: async () => undefined,
  };
}

async function assertThere(
  connection: DuckDBConnection,
  files: readonly ReadyFile[],
  rowsOf: (some: readonly ReadyFile[]) => string,
  table: string,
): Promise<void> {
  for (const file of files) {
    const reader = await connection.runAndReadAll(
      `SELECT path FROM ${rowsOf([
        file,
      ])} ANTI JOIN ${table} USING (path) LIMIT 1`,
    );
    const [missing] = reader.getRowObjectsJS();
    if (!missing) continue;
    throw new TableError(
      `The picture ${missing.path} is annotated, but is not in the folder of pictures. Add it, or correct table.images.`,
      file.name,
    );
  }
}
