import type { Table, TableColumn } from '../Table';
import type { ProfileCell, TopValue } from './ColumnProfile';
import { cellText, valueOf } from './summariseColumns';

/** How many different values a scalar column has, and the most frequent of them, ties by value. */
export async function topValues(
  table: Table,
  column: TableColumn,
  size: number,
): Promise<{ readonly distinct: number; readonly top: readonly TopValue[] }> {
  const rows = await table.query(
    `SELECT ${cellText('v', column.type)} AS value, n, count(*) OVER () AS d
       FROM (SELECT v, count(*) AS n FROM (SELECT ${valueOf(
         column,
       )} AS v FROM t)
              WHERE v IS NOT NULL GROUP BY v)
      ORDER BY n DESC, v LIMIT ${size}`,
  );
  return {
    distinct: Number(rows[0]?.d ?? 0),
    top: rows.map(row => ({
      value: row.value as ProfileCell,
      count: Number(row.n),
    })),
  };
}
