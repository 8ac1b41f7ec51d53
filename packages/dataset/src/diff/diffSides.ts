import type { DuckDBConnection } from '@duckdb/node-api';
import path from 'node:path';
import { literal } from '../sql';
import type { Row } from '../Table';
import { alignColumns } from './alignColumns';
import { contentChanges } from './contentChanges';
import { CHANGES, keyedChanges } from './keyedChanges';
import { retypedColumns } from './resolveTypes';
import type { Sides } from './Side';
import { orderOfChanges, summarise } from './summarise';
import type { TableDiff } from './TableDiff';

export type DiffOptions = {
  /** Columns that together tell every row from the others; without one, rows are compared by content. */
  readonly key?: readonly string[];
  /** Column whose transitions are counted. */
  readonly label?: string;
  /** Changed rows in the answer; default 1,000. */
  readonly limit?: number;
  /**
   * A Parquet file to write all rows that differ to: `key`, `change` (added,
   * removed, changed), `changed` (names of the changed columns), `before` and
   * `after` (a struct of all columns each), changes of labels first.
   */
  readonly out?: string;
};

/** Rows in the answer where nobody says how many. */
const LIMIT = 1_000;

/**
 * What changed between two tables of one connection.
 *
 * @throws TableError where the key is missing, empty or not unique, with the duplicates
 */
export async function diffSides(
  connection: DuckDBConnection,
  sides: Sides,
  options: DiffOptions,
): Promise<TableDiff> {
  const { key, label, limit = LIMIT, out } = options;
  const columns = alignColumns(sides.from, sides.to);
  const { rows, types } = key
    ? await keyedChanges(connection, sides, columns, key)
    : await contentChanges(connection, sides, columns);
  const compared = columns.shared.filter(name => !key?.includes(name));
  const labelled =
    label !== undefined && compared.includes(label) ? label : undefined;
  const ask = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
  const { counts, ...summary } = await summarise(ask, {
    label: labelled,
    limit,
    compared,
  });
  if (out !== undefined) {
    await connection.run(
      `COPY (SELECT * FROM ${CHANGES} ORDER BY ${orderOfChanges(
        labelled,
      )}) TO ${literal(path.resolve(out))} (FORMAT PARQUET, COMPRESSION ZSTD)`,
    );
  }
  await connection.run(`DROP TABLE ${CHANGES}`);
  return {
    matchedBy: key ? 'key' : 'content',
    rows: { ...rows, ...counts },
    columns: {
      added: columns.added,
      removed: columns.removed,
      retyped: retypedColumns(sides, types),
    },
    ...summary,
  };
}
