import type { DuckDBConnection } from '@duckdb/node-api';
import { describe } from '../describe';
import { identifier, literal } from '../sql';
import type { TableColumn } from '../Table';
import { TableError } from '../TableError';
import type { LeakageOptions } from './findLeakage';
import { type Orientation, orientSplits } from './orientSplits';
import { rowsOf } from './workRows';

/** A table with more splits than this has no splits. */
const MOST_SPLITS = 50;
/** Where nobody says which columns are texts, those of at least so many characters on average are. */
const TEXT_CHARACTERS = 30;

/**
 * The columns of a file, which stays as the view `described`.
 *
 * @throws TableError where that of the key or of the split is not there
 */
export async function columnsOf(
  connection: DuckDBConnection,
  file: string,
  { key, split }: Pick<LeakageOptions, 'key' | 'split'>,
): Promise<TableColumn[]> {
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW described AS FROM read_parquet(${literal(
      file,
    )})`,
  );
  const columns = await describe(connection, 'described');
  const missing = [key, split].filter(
    name => !columns.some(column => column.name === name),
  );
  if (missing.length > 0) {
    throw new TableError(
      `There is no column ${missing.join(
        ', ',
      )}. Name the column that tells rows apart and the one that tells their split.`,
      file,
      1,
    );
  }
  return columns;
}

/** Names of the columns of long texts. */
export async function longTexts(
  connection: DuckDBConnection,
  columns: readonly TableColumn[],
): Promise<string[]> {
  const texts = columns.filter(({ type }) => type === 'VARCHAR');
  if (texts.length === 0) return [];
  const [lengths] = await rowsOf(
    connection,
    `SELECT ${texts
      .map(({ name }, i) => `avg(length(${identifier(name)})) AS l${i}`)
      .join(', ')} FROM described`,
  );
  return texts.flatMap(({ name }, i) =>
    Number(lengths[`l${i}`]) >= TEXT_CHARACTERS ? [name] : [],
  );
}

/**
 * Which splits of the view `now` are compared with which, also as the table
 * `orientation`.
 *
 * @throws TableError where the column has too many values to tell splits
 */
export async function orientationOf(
  connection: DuckDBConnection,
  file: string,
  { split, training }: LeakageOptions,
): Promise<Orientation[]> {
  const rows = await rowsOf(
    connection,
    `SELECT DISTINCT split FROM now LIMIT ${MOST_SPLITS + 1}`,
  );
  if (rows.length > MOST_SPLITS) {
    throw new TableError(
      `The column ${split} has more than ${MOST_SPLITS} values, so it does not tell splits. Correct "split" in the manifest.`,
      file,
    );
  }
  const orientation = orientSplits(
    rows.map(row => String(row.split)),
    training,
  );
  await connection.run(
    'CREATE TEMP TABLE orientation (split VARCHAR, other VARCHAR)',
  );
  for (const pair of orientation)
    await connection.run('INSERT INTO orientation VALUES ($1, $2)', [
      pair.split,
      pair.other,
    ]);
  return orientation;
}
