import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../sql';
import type { Row } from '../Table';
import type { AlignedColumns } from './alignColumns';
import { TypePair, typedSql } from './cellSql';
import { findUnmatched, UNMATCHED } from './findUnmatched';
import { CHANGES, Changes } from './keyedChanges';
import { resolveTypes } from './resolveTypes';
import { isNumber, Side, Sides, typeIn } from './Side';

/**
 * Leaves what changed between two tables as multisets of rows: a changed row is
 * one removed and one added. Each copy counts, and has a number for a key.
 */
export async function contentChanges(
  connection: DuckDBConnection,
  sides: Sides,
  columns: AlignedColumns,
): Promise<Changes> {
  const ask = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
  const { shared } = columns;
  await findUnmatched(connection, sides, columns);
  const named = shared.map((name, i) => `c${i} AS ${identifier(name)}`);
  const residue = (where: string) =>
    `SELECT ${named.join(', ') || '1'} FROM ${UNMATCHED} WHERE ${where}`;
  const types = await resolveTypes(ask, sides, shared, {
    from: residue('net < 0'),
    to: residue('net > 0'),
    touched: shared,
    // Without a key no two cells belong together: look at all of them.
    writtenAnew: async names => names,
  });
  const has = (name: string) => {
    const pair = [typeIn(sides.from, name), typeIn(sides.to, name)];
    if (pair[0] === pair[1]) return pair[0];
    return pair.every(isNumber) ? 'DOUBLE' : 'VARCHAR';
  };
  const cells = shared.map(
    (name, i) =>
      `${typedSql(`c${i}`, has(name), heldBy(types.get(name)!))} AS c${i}`,
  );
  const fields = shared.map((name, i) => `${identifier(name)} := c${i}`);
  const struct =
    fields.length > 0 ? `struct_pack(${fields.join(', ')})` : 'NULL';
  await connection.run(
    `CREATE TABLE ${CHANGES} AS
       WITH counted AS (
         SELECT * EXCLUDE (net), sum(net) AS net
           FROM (SELECT ${[...cells, 'net'].join(', ')} FROM ${UNMATCHED})
          GROUP BY ALL HAVING sum(net) <> 0
       ), copies AS (
         SELECT *, unnest(range(CAST(abs(net) AS BIGINT))) AS copy FROM counted
       )
       SELECT CAST(row_number() OVER (ORDER BY net < 0 DESC, ${
         shared.map((_, i) => `c${i}`).join(', ') || '1'
       }) AS VARCHAR) AS key,
              CASE WHEN net < 0 THEN 'removed' ELSE 'added' END AS change,
              []::VARCHAR[] AS changed,
              CASE WHEN net < 0 THEN ${struct} END AS "before",
              CASE WHEN net > 0 THEN ${struct} END AS "after"
         FROM copies`,
  );
  await connection.run(`DROP TABLE ${UNMATCHED}`);
  const count = async ({ sql }: Side) =>
    Number((await ask(`SELECT count(*) AS n FROM (${sql})`))[0].n);
  return {
    rows: { from: await count(sides.from), to: await count(sides.to) },
    types,
  };
}

/** Cells are compared under one type: as numbers where both are, else as they have it in common. */
function heldBy({ from, to }: TypePair): string {
  if (from === to) return from;
  return isNumber(from) && isNumber(to) ? 'DOUBLE' : 'VARCHAR';
}
