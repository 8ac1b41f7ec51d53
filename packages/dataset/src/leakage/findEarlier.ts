import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../sql';
import { contentList, hasContent } from './workRows';

/**
 * Adds to the table `leaks` what stood in another split in an earlier version
 * (the view `earlier`): rows by their key (`moved`), and under another key rows
 * by their content (`exact`). What is there already is not added again: the
 * first version that is looked at is named.
 */
export async function findEarlier(
  connection: DuckDBConnection,
  versionId: string,
  columns: readonly unknown[],
): Promise<void> {
  const version = literal(versionId);
  await connection.run(
    `INSERT INTO leaks
       SELECT 'moved', n.key, n.split, n.key, e.split, 1, ${version}
         FROM now n JOIN (SELECT key, min(split) AS split FROM earlier GROUP BY key) e
           ON e.key = n.key AND e.split <> n.split
        WHERE NOT EXISTS (FROM leaks l WHERE l.kind = 'moved' AND l.key = n.key AND l."otherSplit" = e.split)`,
  );
  if (columns.length === 0) return;
  const list = contentList(columns);
  const print = `hash(${list})`;
  const some = hasContent(columns);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE crossing AS
       SELECT h FROM (SELECT ${print} AS h, split FROM now WHERE ${some}
                      UNION ALL SELECT ${print}, split FROM earlier WHERE ${some})
        GROUP BY h HAVING min(split) <> max(split)`,
  );
  const candidates = (view: string, side: string) =>
    `SELECT ${side} AS side, key, split, ${print} AS h, ${list} FROM ${view}
      WHERE (${some}) AND ${print} IN (SELECT h FROM crossing)`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE same_rows AS
       SELECT side, key, split, min(side || ' ' || key) OVER (PARTITION BY h, ${list}) AS group_key
         FROM (${candidates('now', `'now'`)} UNION ALL ${candidates(
      'earlier',
      `'earlier'`,
    )})`,
  );
  await connection.run(
    `INSERT INTO leaks
       SELECT 'exact', n.key, n.split, e.key, e.split, 1, ${version}
         FROM same_rows n
         JOIN (SELECT group_key, split, min(key) AS key FROM same_rows WHERE side = 'earlier' GROUP BY 1, 2) e
           ON e.group_key = n.group_key AND e.split <> n.split
        WHERE n.side = 'now' AND e.key <> n.key
          AND NOT EXISTS (FROM leaks l WHERE l.kind IN ('exact', 'moved') AND l.key = n.key AND l."otherSplit" = e.split)`,
  );
}
