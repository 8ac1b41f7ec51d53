import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../sql';
import type { AlignedColumns } from './alignColumns';
import { textSql } from './cellSql';
import { isNumber, Side, Sides, typeIn } from './Side';

/** Contents that one table has more often: `c0`… by place among the shared columns, `net` copies (negative: gone). */
export const UNMATCHED = 'unmatched';

/**
 * Leaves the contents that the two tables have not equally often, over the
 * columns that both have: what can be said where no key tells rows apart.
 */
export async function findUnmatched(
  connection: DuckDBConnection,
  { from, to }: Sides,
  { shared }: AlignedColumns,
): Promise<void> {
  const cells = shared.map((name, i) => {
    const id = identifier(name);
    const types = [typeIn(from, name), typeIn(to, name)];
    const cell = types.every(isNumber) ? `CAST(${id} AS DOUBLE)` : textSql(id);
    return `${types[0] === types[1] ? id : cell} AS c${i}`;
  });
  const copies = ({ sql }: Side, n: number) =>
    `SELECT ${[...cells, `${n} AS n`].join(', ')} FROM (${sql})`;
  await connection.run(
    `CREATE TABLE ${UNMATCHED} AS SELECT * EXCLUDE (n), CAST(sum(n) AS BIGINT) AS net
       FROM (${copies(from, -1)} UNION ALL ${copies(to, 1)})
      GROUP BY ALL HAVING sum(n) <> 0`,
  );
}
