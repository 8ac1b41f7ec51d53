import { DuckDBInstance } from '@duckdb/node-api';

/** Writes a split `test` of so many rows, its columns between -1 and 1 and its labels by chance, as Parquet. */
export async function makeTable(
  file: string,
  rows: number,
  inputs: readonly string[],
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT i AS key, CASE WHEN hash(i) % 2 = 0 THEN 'no' ELSE 'yes' END AS label, 'test' AS split, ${inputs
      .map((name, j) => `(hash(i + ${j}) % 1000) / 500.0 - 1 AS ${name}`)
      .join(', ')} FROM range(${rows}) t(i)) TO '${file}' (FORMAT PARQUET)`,
  );
  connection.closeSync();
  instance.closeSync();
}
