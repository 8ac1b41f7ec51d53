import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { makeTables } from '../data/makeTables';

/** A table, the same with a thousand labels changed by one and others by another, and what a model says of its test split. */
export type ChangedTable = {
  readonly rows: number;
  readonly from: string;
  readonly to: string;
  readonly ours: string;
  readonly predictions: string;
};

export const CHANGED_ROWS = 1_000;
export const CLASSES = ['bird', 'cat', 'dog', 'fish', 'horse'];

/** Makes it where it is not there yet. */
export async function makeChange(
  folder: string,
  rows: number,
): Promise<ChangedTable> {
  const { from } = await makeTables(folder, rows);
  const change = {
    rows,
    from,
    to: path.join(folder, `${rows}-relabelled.csv`),
    ours: path.join(folder, `${rows}-by-us.csv`),
    predictions: path.join(folder, `${rows}-said.parquet`),
  };
  if (existsSync(change.predictions)) return change;
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '2GB',
    temp_directory: path.join(folder, 'spill'),
  });
  const connection = await instance.connect();
  const every = rows / CHANGED_ROWS;
  for (const [place, file] of [
    [17, change.to],
    [23, change.ours],
  ] as const)
    await connection.run(
      `COPY (SELECT * REPLACE (CASE WHEN CAST(substr(id, 2) AS BIGINT) % ${every} = ${
        place % every
      }
                              THEN CASE label WHEN 'cat' THEN 'dog' ELSE 'cat' END ELSE label END AS label)
             FROM read_csv('${from}', all_varchar = true)) TO '${file}' (FORMAT CSV, HEADER)`,
    );
  const p = CLASSES.map(
    name => `CASE label WHEN '${name}' THEN 0.9 ELSE 0.025 END`,
  );
  await connection.run(
    `COPY (SELECT id AS key, [${p.join(', ')}] AS p
             FROM read_csv('${from}', all_varchar = true) WHERE split = 'test')
       TO '${change.predictions}' (FORMAT PARQUET)`,
  );
  connection.closeSync();
  instance.closeSync();
  return change;
}
