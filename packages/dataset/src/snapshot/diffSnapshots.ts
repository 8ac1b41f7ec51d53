import type { DuckDBConnection } from '@duckdb/node-api';
import { connect } from '../connect';
import { describe } from '../describe';
import { DiffOptions, diffSides } from '../diff/diffSides';
import { DIFFERING, findDiffering } from '../diff/findDiffering';
import type { Side, Sides } from '../diff/Side';
import type { TableDiff } from '../diff/TableDiff';
import { identifier, literal } from '../sql';
import type { TableColumn } from '../Table';
import { isOurs, PRINT_COLUMN, ROW_COLUMN } from './snapshotColumns';

type Snapshot = {
  readonly parquet: string;
  readonly columns: readonly TableColumn[];
  readonly file: string;
};

/**
 * What changed between two snapshots. Where their columns are the same, only
 * keys and prints are joined, and of the rows themselves only those are read
 * whose print is another.
 *
 * @throws TableError where the key is missing, empty or not unique, with the duplicates
 */
export async function diffSnapshots(
  fromFile: string,
  toFile: string,
  options: DiffOptions,
): Promise<TableDiff> {
  const { connection, close } = await connect();
  try {
    const from = await snapshotOf(connection, fromFile);
    const to = await snapshotOf(connection, toFile);
    const rows = {
      from: await countRows(connection, from),
      to: await countRows(connection, to),
    };
    const whole = { from: sideOf(from), to: sideOf(to) };
    const sides = haveSameColumns(from, to)
      ? await narrowed(connection, { from, to }, options.key)
      : whole;
    const diff = await diffSides(connection, sides, options);
    return { ...diff, rows: { ...diff.rows, ...rows } };
  } finally {
    close();
  }
}

async function snapshotOf(
  connection: DuckDBConnection,
  file: string,
): Promise<Snapshot> {
  const parquet = `read_parquet(${literal(file)})`;
  const columns = await describe(connection, `SELECT * FROM ${parquet}`);
  return {
    parquet,
    columns: columns.filter(({ name }) => !isOurs(name)),
    file,
  };
}

function sideOf(snapshot: Snapshot, where: string = ''): Side {
  const { parquet, columns, file } = snapshot;
  const cells = columns.map(({ name }) => identifier(name)).join(', ');
  return {
    sql: `SELECT ${cells} FROM ${parquet} ${where}`,
    columns,
    // Their types were settled when they were written.
    declared: new Map(columns.map(({ name, type }) => [name, type])),
    file,
  };
}

function haveSameColumns(from: Snapshot, to: Snapshot): boolean {
  const named = ({ columns }: Snapshot) =>
    JSON.stringify(columns.map(({ name, type }) => [name, type]).sort());
  return named(from) === named(to);
}

async function narrowed(
  connection: DuckDBConnection,
  snapshots: { readonly from: Snapshot; readonly to: Snapshot },
  key: readonly string[] | undefined,
): Promise<Sides> {
  const { from, to } = snapshots;
  if (key) await findMovedKeys(connection, snapshots, key);
  else await findMovedPrints(connection, snapshots);
  const moved = (end: 'from' | 'to') =>
    `WHERE ${identifier(ROW_COLUMN)} IN (SELECT number FROM moved_${end})`;
  return { from: sideOf(from, moved('from')), to: sideOf(to, moved('to')) };
}

/** Leaves the numbers of the rows whose key is not in the other table under the same print. */
async function findMovedKeys(
  connection: DuckDBConnection,
  { from, to }: { readonly from: Snapshot; readonly to: Snapshot },
  key: readonly string[],
): Promise<void> {
  const prints = (snapshot: Snapshot): Side => {
    const columns = [
      ...snapshot.columns.filter(({ name }) => key.includes(name)),
      { name: PRINT_COLUMN, type: 'UUID' },
      { name: ROW_COLUMN, type: 'BIGINT' },
    ];
    return { ...sideOf({ ...snapshot, columns }), columns };
  };
  const sides = { from: prints(from), to: prints(to) };
  await findDiffering(
    connection,
    sides,
    { shared: [...key, PRINT_COLUMN], added: [], removed: [] },
    key,
  );
  for (const [end, cell] of [
    ['from', 'f'],
    ['to', 't'],
  ] as const) {
    const place = sides[end].columns.length - 1;
    await connection.run(
      `CREATE TABLE moved_${end} AS SELECT ${cell}${place} AS number FROM ${DIFFERING} WHERE has_${end}`,
    );
  }
  await connection.run(`DROP TABLE ${DIFFERING}`);
}

/** Leaves the numbers of the rows whose content the two tables have not equally often. */
async function findMovedPrints(
  connection: DuckDBConnection,
  { from, to }: { readonly from: Snapshot; readonly to: Snapshot },
): Promise<void> {
  const print = identifier(PRINT_COLUMN);
  await connection.run(
    `CREATE TABLE moved AS SELECT print FROM (
       SELECT ${print} AS print, -1 AS n FROM ${from.parquet}
       UNION ALL SELECT ${print}, 1 FROM ${to.parquet}
     ) GROUP BY print HAVING sum(n) <> 0`,
  );
  for (const [end, { parquet }] of [
    ['from', from],
    ['to', to],
  ] as const) {
    await connection.run(
      `CREATE TABLE moved_${end} AS SELECT ${identifier(
        ROW_COLUMN,
      )} AS number FROM ${parquet} WHERE ${print} IN (SELECT print FROM moved)`,
    );
  }
}

async function countRows(
  connection: DuckDBConnection,
  { parquet }: Snapshot,
): Promise<number> {
  const reader = await connection.runAndReadAll(
    `SELECT count(*) AS n FROM ${parquet}`,
  );
  return Number(reader.getRowObjectsJS()[0].n);
}
