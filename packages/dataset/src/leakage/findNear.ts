import type { DuckDBConnection } from '@duckdb/node-api';
import type { ContentColumn } from './contentColumns';
import type { LeakageOptions } from './findLeakage';
import type { NearLeak, NearResult } from './NearLeaks';
import { nearNumbers } from './nearNumbers';
import { nearPictures } from './nearPictures';
import { nearTexts } from './nearTexts';
import type { Orientation } from './orientSplits';

/**
 * Adds what is near a row of another split to the table `leaks`.
 *
 * @returns sentences on how it was looked for
 */
export async function findNear(
  connection: DuckDBConnection,
  columns: readonly ContentColumn[],
  orientation: readonly Orientation[],
  { pictures }: LeakageOptions,
): Promise<readonly string[]> {
  const texts = columns.flatMap(({ kind }, i) =>
    kind === 'text' ? [`c${i}`] : [],
  );
  const results: NearResult[] = [];
  if (texts.length > 0)
    results.push(await nearTexts(connection, texts, { orientation }));
  for (const [i, { name, kind }] of columns.entries()) {
    if (kind !== 'picture') continue;
    const declared = pictures?.find(picture => picture.name === name);
    results.push(
      await nearPictures(connection, `c${i}`, declared, { orientation }),
    );
  }
  if (results.length === 0)
    results.push(await nearNumbers(connection, columns));
  await addNear(
    connection,
    results.flatMap(({ leaks }) => leaks),
  );
  const remarks = results.flatMap(result => result.remarks);
  return remarks.length > 0
    ? remarks
    : [
        'Near duplicates were not looked for: there are no texts, no pictures and fewer than three columns of fractions.',
      ];
}

/** What is the same stays the same, and is not near as well. */
async function addNear(
  connection: DuckDBConnection,
  leaks: readonly NearLeak[],
): Promise<void> {
  await connection.run(
    'CREATE TEMP TABLE near (a BIGINT, b BIGINT, similarity DOUBLE)',
  );
  const appender = await connection.createAppender('near');
  for (const { row, other, similarity } of leaks) {
    appender.appendBigInt(BigInt(row));
    appender.appendBigInt(BigInt(other));
    appender.appendDouble(similarity);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(
    `INSERT INTO leaks
       SELECT 'near', a.key, a.split, arg_max(b.key, (similarity, -n.b)), b.split, max(similarity), NULL
         FROM near n JOIN now a ON a.row_number = n.a JOIN now b ON b.row_number = n.b
        WHERE NOT EXISTS (FROM exact_same e WHERE e.row_number = n.a AND e.other_split = b.split)
        GROUP BY n.a, a.key, a.split, b.split`,
  );
}
