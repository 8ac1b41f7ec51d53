import { identifier } from '../sql';
import type { Table } from '../Table';
import type { SplitBalance } from './ColumnProfile';

/** A column with more pairs than this is neither split nor label. */
const PAIRS = 50_000;

/** Rows of each class in each split; splits by name, without a split one entry named "". */
export async function classBalance(
  table: Table,
  { label, split }: { readonly label?: string; readonly split?: string },
): Promise<SplitBalance[]> {
  const text = (column: string | undefined) =>
    column === undefined
      ? `''`
      : `coalesce(CAST(${identifier(column)} AS VARCHAR), '')`;
  const rows = await table.query(
    `SELECT ${text(split)} AS s, ${text(
      label,
    )} AS l, count(*) AS n FROM t GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2 LIMIT ${PAIRS}`,
  );
  const splits = new Map<
    string,
    { rows: number; classes: { label: string; count: number }[] }
  >();
  for (const row of rows) {
    const name = String(row.s);
    const found = splits.get(name) ?? { rows: 0, classes: [] };
    splits.set(name, found);
    found.rows += Number(row.n);
    if (row.l !== '')
      found.classes.push({ label: String(row.l), count: Number(row.n) });
  }
  return [...splits].map(([name, found]) => ({ name, ...found }));
}
