import path from 'node:path';
import { assertKey } from '../diff/assertKey';
import { canonicalRow } from '../identity/canonicalRow';
import { identifier, literal } from '../sql';
import type { Table } from '../Table';
import { TableError } from '../TableError';
import { isOurs, PRINT_COLUMN, ROW_COLUMN } from './snapshotColumns';

/** A page of rows reads one group or two. */
const GROUP_ROWS = 16_384;
/** Rows of pictures come in groups of fewer rows. */
const GROUP_BYTES = 64 * 1024 * 1024;
/** DuckDB writes no smaller groups. */
const LEAST_GROUP_ROWS = 2_048;
const SAMPLED_ROWS = 1_000;

/**
 * Writes what is kept of a version of a table, as Parquet: all rows in the
 * order of their key (else as they come), their number and their print beside
 * them, so that a page is found by its rows' numbers and two snapshots are
 * compared by their prints.
 *
 * @throws TableError where the key is missing, empty or not unique, with the duplicates
 */
export async function writeSnapshot(
  table: Table,
  file: string,
  options: { readonly key?: string } = {},
): Promise<void> {
  const { key } = options;
  const taken = table.columns.find(({ name }) => isOurs(name));
  if (taken) {
    throw new TableError(
      `The column name ${taken.name} is one that Greenroom keeps for itself. Rename the column.`,
      table.file,
      1,
    );
  }
  if (key !== undefined) await assertKey(table, [key]);
  const { sql } = await canonicalRow(table);
  const order = key === undefined ? '' : `ORDER BY ${identifier(key)}`;
  await table.query(
    `COPY (
       SELECT *, row_number() OVER () - 1 AS ${identifier(ROW_COLUMN)} FROM (
         SELECT *, ${print(sql)} AS ${identifier(PRINT_COLUMN)} FROM t ${order}
       )
     ) TO ${literal(path.resolve(file))}
     (FORMAT PARQUET, COMPRESSION ZSTD, ROW_GROUP_SIZE ${await groupRows(
       table,
     )})`,
  );
}

/** As a UUID: Parquet has no other whole number of 128 bits, and DuckDB would write one as a double. */
function print(canonical: string): string {
  return `CAST(substr(sha256(${canonical}), 1, 32) AS UUID)`;
}

async function groupRows(table: Table): Promise<number> {
  const [{ bytes }] = await table.query(
    `SELECT avg(strlen(CAST(row_of AS VARCHAR))) AS bytes
       FROM (SELECT s AS row_of FROM t AS s LIMIT ${SAMPLED_ROWS})`,
  );
  const fitting = Math.floor(GROUP_BYTES / Math.max(1, Number(bytes ?? 1)));
  return Math.max(LEAST_GROUP_ROWS, Math.min(GROUP_ROWS, fitting));
}
