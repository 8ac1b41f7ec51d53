import { identifier } from '../sql';
import type { Row } from '../Table';
import { TableError } from '../TableError';

const SHOWN_KEYS = 5;

/** What is asked of a table whose key is to be checked. */
export type Keyed = {
  readonly file: string;
  readonly columns: readonly { readonly name: string }[];
  query(sql: string): Promise<Row[]>;
};

/** @throws TableError where a column of the key is not there */
export function assertKeyColumns(
  table: Pick<Keyed, 'file' | 'columns'>,
  key: readonly string[],
): void {
  const missing = key.filter(
    name => !table.columns.some(column => column.name === name),
  );
  if (missing.length === 0) return;
  throw new TableError(
    `There is no column ${missing.join(
      ', ',
    )} to join by. Name a key that both tables have.`,
    table.file,
    1,
  );
}

/**
 * @param rows - SQL that can stand behind FROM
 * @throws TableError where the key is missing, empty or not unique, with the duplicates
 */
export async function assertKey(
  table: Keyed,
  key: readonly string[],
  rows: string = 't',
): Promise<void> {
  assertKeyColumns(table, key);
  const text = key.map(name => `CAST(${identifier(name)} AS VARCHAR)`);
  const found = await table.query(
    `SELECT ${text
      .map((part, i) => `${part} AS k${i}`)
      .join(', ')}, count(*) AS n FROM ${rows}
      GROUP BY ALL HAVING count(*) > 1 OR ${text
        .map(part => `nullif(${part}, '') IS NULL`)
        .join(' OR ')}
      ORDER BY ALL LIMIT ${SHOWN_KEYS}`,
  );
  if (found.length === 0) return;
  const shown = found.map(row =>
    key.map((_, i) => row[`k${i}`] || '(empty)').join(' + '),
  );
  throw new TableError(
    `The key ${key.join(' + ')} is not unique, or empty: ${shown.join(
      ', ',
    )}. Name a key that tells every row from the others.`,
    table.file,
  );
}
