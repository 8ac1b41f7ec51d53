import { identifier } from '../sql';
import type { Table } from '../Table';
import { BOX_TYPE } from '../table/pictures/annotatedSource';
import type { SplitBalance } from './ColumnProfile';

/** A column with more pairs than this is neither split nor label. */
const PAIRS = 50_000;

/**
 * Rows of each class in each split; splits by name, without a split one entry
 * named "". Where the label is all boxes of a picture, the boxes of each class.
 */
export async function classBalance(
  table: Table,
  { label, split }: { readonly label?: string; readonly split?: string },
): Promise<SplitBalance[]> {
  const isBoxes = table.columns.some(
    ({ name, type }) => name === label && type === BOX_TYPE,
  );
  if (label !== undefined && isBoxes) return boxBalance(table, label, split);
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

function text(column: string | undefined): string {
  return column === undefined
    ? `''`
    : `coalesce(CAST(${identifier(column)} AS VARCHAR), '')`;
}

async function boxBalance(
  table: Table,
  boxes: string,
  split: string | undefined,
): Promise<SplitBalance[]> {
  const splits = await table.query(
    `SELECT ${text(split)} AS s, count(*) AS n FROM t GROUP BY 1 ORDER BY 1`,
  );
  const classes = await table.query(
    `SELECT s, b.label AS l, count(*) AS n
       FROM (SELECT ${text(split)} AS s, unnest(${identifier(
      boxes,
    )}) AS b FROM t)
      GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2 LIMIT ${PAIRS}`,
  );
  return splits.map(({ s, n }) => ({
    name: String(s),
    rows: Number(n),
    classes: classes
      .filter(row => row.s === s)
      .map(row => ({ label: String(row.l), count: Number(row.n) })),
  }));
}
