import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../sql';
import type { Row } from '../Table';
import type { AlignedColumns } from './alignColumns';
import { assertKey, assertKeyColumns } from './assertKey';
import { mayDiffer } from './cellSql';
import { JoinCounts, runCounted } from './runCounted';
import { Side, Sides, typeIn } from './Side';

/** Rows of both tables that may differ: `has_from`, `has_to`, `f0`… and `t0`… by place of the column. */
export const DIFFERING = 'differing';

/**
 * Leaves the rows that may differ, joined by key, in one pass over both
 * tables: neither is ever loaded, and what does not fit into memory is spilled.
 *
 * @returns rows of each table
 * @throws TableError where the key is missing, empty or not unique, with the duplicates
 */
export async function findDiffering(
  connection: DuckDBConnection,
  sides: Sides,
  columns: AlignedColumns,
  key: readonly string[],
): Promise<{ from: number; to: number }> {
  const { from, to } = sides;
  assertKeyColumns(from, key);
  assertKeyColumns(to, key);
  const text = (alias: string, name: string) =>
    `CAST(${alias}.${identifier(name)} AS VARCHAR)`;
  const on = key
    .map(name => {
      const id = identifier(name);
      return typeIn(from, name) === typeIn(to, name)
        ? `a.${id} = b.${id}`
        : `${text('a', name)} = ${text('b', name)}`;
    })
    .join(' AND ');
  const cells = columns.shared
    .filter(name => !key.includes(name))
    .map(name =>
      mayDiffer(name, { from: typeIn(from, name), to: typeIn(to, name) }),
    );
  const selected = [
    'a.present IS NOT NULL AS has_from',
    'b.present IS NOT NULL AS has_to',
    ...from.columns.map(({ name }, i) => `a.${identifier(name)} AS f${i}`),
    ...to.columns.map(({ name }, i) => `b.${identifier(name)} AS t${i}`),
  ];
  const counts = await runCounted(
    connection,
    `CREATE TABLE ${DIFFERING} AS SELECT ${selected.join(', ')}
       FROM (SELECT *, true AS present FROM (${from.sql})) a
       FULL JOIN (SELECT *, true AS present FROM (${to.sql})) b ON ${on}
      WHERE ${['a.present IS NULL', 'b.present IS NULL', ...cells].join(
        ' OR ',
      )}`,
  );
  const ask = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
  const rows = await rowsOfBoth(ask, counts);
  if (rows && !(await hasEmptyOrDoubleKey(ask, sides, key))) return rows;
  for (const side of [from, to])
    await assertKey({ ...side, query: ask }, key, `(${side.sql})`);
  throw new Error('Rows were joined that have no key in common.');
}

type Ask = (sql: string) => Promise<Row[]>;

/**
 * The rows of each table; undefined where a key that both have is not unique.
 * Each key is then in one row of each, so that pairs, and rows less unmatched
 * ones of either table, are as many: a key that a rows and b rows have makes
 * a times b pairs, which is a and b only where both are 1.
 */
async function rowsOfBoth(
  ask: Ask,
  { inputs, output }: JoinCounts,
): Promise<{ from: number; to: number } | undefined> {
  const [{ removed, added }] = await ask(
    `SELECT count(*) FILTER (WHERE NOT has_to) AS removed,
            count(*) FILTER (WHERE NOT has_from) AS added FROM ${DIFFERING}`,
  );
  const pairs = output - Number(removed) - Number(added);
  const [one, other] = inputs;
  for (const [from, to] of [
    [one, other],
    [other, one],
  ]) {
    if (from - Number(removed) === pairs && to - Number(added) === pairs)
      return { from, to };
  }
  return undefined;
}

/** Among rows that one table has alone. */
async function hasEmptyOrDoubleKey(
  ask: Ask,
  { from, to }: Sides,
  key: readonly string[],
): Promise<boolean> {
  const lacks = async (
    has: string,
    other: string,
    side: Side,
    cell: string,
  ) => {
    const cells = key.map(
      name =>
        `nullif(CAST(${cell}${side.columns.findIndex(
          column => column.name === name,
        )} AS VARCHAR), '')`,
    );
    const rows = await ask(
      `SELECT 1 FROM ${DIFFERING} WHERE ${has} AND NOT ${other} GROUP BY ${cells.join(
        ', ',
      )} HAVING count(*) > 1 OR ${cells
        .map(each => `${each} IS NULL`)
        .join(' OR ')} LIMIT 1`,
    );
    return rows.length > 0;
  };
  return (
    (await lacks('has_from', 'has_to', from, 'f')) ||
    lacks('has_to', 'has_from', to, 't')
  );
}
