import {
  identifier,
  literal,
  openTable,
  PRINT_COLUMN,
  ROW_COLUMN,
  type Table,
} from '@greenroom/dataset';
import type { ErrorRows } from './ErrorRows';

/** The table of a run, and what names its rows. */
export type KeyedFile = { readonly table: string; readonly key: string };

/**
 * Which rows of a run hold something else than in an earlier version of the
 * data, beside the columns in `apart` (label and split): 1 for each. A column
 * that only one of the versions has changes no row.
 */
export async function editedRows(
  rows: Pick<ErrorRows, 'keys'>,
  now: KeyedFile,
  then: KeyedFile,
  apart: readonly string[],
): Promise<Uint8Array> {
  const edited = new Uint8Array(rows.keys.length);
  if (now.table === then.table) return edited;
  const table = await openTable({ path: now.table, format: 'parquet' });
  try {
    const keys = await editedKeys(table, now, then, apart);
    rows.keys.forEach((key, row) => {
      if (keys.has(key)) edited[row] = 1;
    });
    return edited;
  } finally {
    table.close();
  }
}

async function editedKeys(
  table: Table,
  now: KeyedFile,
  then: KeyedFile,
  apart: readonly string[],
): Promise<ReadonlySet<string>> {
  const before = `read_parquet(${literal(then.table)})`;
  const described = await table.query(`DESCRIBE SELECT * FROM ${before}`);
  const known = new Set(described.map(({ column_name: name }) => String(name)));
  const shared = table.columns
    .map(({ name }) => name)
    .filter(name => known.has(name));
  const compared = shared.filter(
    name => ![...apart, now.key, ROW_COLUMN, PRINT_COLUMN].includes(name),
  );
  if (compared.length === 0) return new Set();
  const cellsOf = (side: string, name: string) =>
    `CAST(${side}.${identifier(name)} AS VARCHAR)`;
  const differs = compared
    .map(name => `${cellsOf('a', name)} IS DISTINCT FROM ${cellsOf('b', name)}`)
    .join(' OR ');
  const print = identifier(PRINT_COLUMN);
  // Most rows have the print they had: no cell of theirs is read.
  const changed = shared.includes(PRINT_COLUMN)
    ? `a.${print} IS DISTINCT FROM b.${print} AND `
    : '';
  const found = await table.query(
    `SELECT CAST(a.${identifier(now.key)} AS VARCHAR) AS key
       FROM t a JOIN ${before} b
         ON CAST(a.${identifier(now.key)} AS VARCHAR) =
            CAST(b.${identifier(then.key)} AS VARCHAR)
      WHERE ${changed}(${differs})`,
  );
  return new Set(found.map(({ key }) => String(key)));
}
