import type { DuckDBConnection } from '@duckdb/node-api';
import { contentList, hasContent } from './workRows';

/**
 * Rows of the view `now` that are the same as rows of another split of it, as a
 * table of (row_number, split, other_number, other_split): for each row and
 * other split the first row that is the same. Found by a 64-bit hash of the
 * content and then compared cell by cell, so the answer is exact; time and
 * memory grow with the rows and not with their pairs, however often a row stands.
 *
 * @param content - SQL expressions over c0, c1, … that must be equal
 */
export async function findSame(
  connection: DuckDBConnection,
  table: string,
  columns: readonly unknown[],
  content: readonly string[],
): Promise<void> {
  const print = `hash(${content.join(', ')})`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE crossing AS
       SELECT h FROM (SELECT ${print} AS h, split FROM now WHERE ${hasContent(
      columns,
    )})
        GROUP BY h HAVING min(split) <> max(split)`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE same_rows AS
       SELECT row_number, split, min(row_number) OVER (PARTITION BY h, ${content.join(
         ', ',
       )}) AS group_number
         FROM (SELECT row_number, split, ${print} AS h, ${contentList(
      columns,
    )} FROM now
                WHERE (${hasContent(
                  columns,
                )}) AND ${print} IN (SELECT h FROM crossing))`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${table} AS
       SELECT a.row_number, a.split, b.row_number AS other_number, b.split AS other_split
         FROM same_rows a
         JOIN (SELECT group_number, split, min(row_number) AS row_number FROM same_rows GROUP BY 1, 2) b
           ON a.group_number = b.group_number AND a.split <> b.split
         JOIN orientation o ON o.split = a.split AND o.other = b.split`,
  );
}
