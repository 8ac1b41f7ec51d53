import { identifier, openTable } from '@greenroom/dataset';

export type Touched = {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
};

/** Rows that differ, by the split that they are in; one that moves differs in both. */
export async function touchedSplits(
  changes: string,
  split: string,
): Promise<ReadonlyMap<string, Touched>> {
  const table = await openTable({ path: changes, format: 'parquet' });
  const of = (side: 'before' | 'after') =>
    `CAST(${identifier(side)}.${identifier(split)} AS VARCHAR)`;
  const [was, is] = [of('before'), of('after')];
  try {
    const rows = await table.query(
      `SELECT split, change, count(*) AS n FROM (
         SELECT ${is} AS split, CASE WHEN ${was} IS NOT DISTINCT FROM ${is} THEN 'changed' ELSE 'added' END AS change
           FROM t WHERE change <> 'removed'
         UNION ALL
         SELECT ${was}, 'removed' FROM t WHERE change <> 'added' AND ${was} IS DISTINCT FROM ${is})
        WHERE split IS NOT NULL GROUP BY ALL`,
    );
    const found = new Map<string, Touched>();
    for (const { split: name, change, n } of rows)
      found.set(String(name), {
        ...(found.get(String(name)) ?? { added: 0, removed: 0, changed: 0 }),
        [String(change)]: Number(n),
      });
    return found;
  } finally {
    table.close();
  }
}
