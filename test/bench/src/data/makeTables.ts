import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** Two versions of a table of ten columns, as CSV: the second with 1 % of its rows edited, and once more in another order. */
export type TablePair = {
  readonly rows: number;
  readonly from: string;
  readonly to: string;
  readonly shuffled: string;
  readonly sizeMegabytes: number;
};

/** A draw from 0 to below 1 that depends on the row's number and the seed. */
const draw = (seed: number) =>
  `(CAST(hash(i * 7919 + ${seed}) % 1000003 AS DOUBLE) / 1000003)`;

/**
 * Rows that differ, of each thousand: five relabelled, five with another
 * measure, one only in the first, one only in the second.
 */
function rowsSql(rows: number, side: 'from' | 'to'): string {
  const isTo = side === 'to';
  return `SELECT 'k' || lpad(CAST(i AS VARCHAR), 9, '0') AS id,
      CASE WHEN ${draw(1)} < 0.8 THEN 'train' ELSE 'test' END AS split,
      ['cat', 'dog', 'bird', 'fish', 'horse'][1 + CAST(floor(${draw(
        2,
      )} * 5) AS INTEGER)]
        ${
          isTo
            ? `|| CASE i % 1000 WHEN 17 THEN 'fish' WHEN 217 THEN 'fish' WHEN 417 THEN 'fish' WHEN 617 THEN 'fish' WHEN 817 THEN 'fish' ELSE '' END`
            : ''
        } AS label,
      'ann-' || CAST(1 + CAST(floor(${draw(
        3,
      )} * 9) AS INTEGER) AS VARCHAR) AS annotator,
      round(${draw(4)} * 100, 3) AS width,
      round(${draw(5)} * 100, 3)${
    isTo ? ` + CASE WHEN i % 200 = 33 THEN 0.5 ELSE 0 END` : ''
  } AS height,
      CAST(floor(${draw(6)} * 1000) AS INTEGER) AS pixels,
      CAST(hash(i) % 1000000007 AS BIGINT) AS serial,
      round(${draw(7)}, 6) AS score,
      CASE WHEN ${draw(8)} < 0.1 THEN 'seen twice' WHEN ${draw(
    9,
  )} < 0.1 THEN 'with, a comma' END AS note
    FROM range(${rows}) rows(i) WHERE i % 1000 <> ${isTo ? 501 : 502}`;
}

/** Makes them where they are not there yet. */
export async function makeTables(
  folder: string,
  rows: number,
): Promise<TablePair> {
  const pair = {
    rows,
    from: path.join(folder, `${rows}-from.csv`),
    to: path.join(folder, `${rows}-to.csv`),
    shuffled: path.join(folder, `${rows}-shuffled.csv`),
  };
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '2GB',
    temp_directory: path.join(folder, 'spill'),
  });
  const connection = await instance.connect();
  const write = async (sql: string, file: string) => {
    if (existsSync(file)) return;
    await connection.run(
      `COPY (${sql}) TO '${file}.part' (FORMAT CSV, HEADER)`,
    );
    renameSync(`${file}.part`, file);
  };
  await write(rowsSql(rows, 'from'), pair.from);
  await write(rowsSql(rows, 'to'), pair.to);
  await write(
    `SELECT * FROM (${rowsSql(rows, 'to')}) ORDER BY hash(id)`,
    pair.shuffled,
  );
  connection.closeSync();
  instance.closeSync();
  return {
    ...pair,
    sizeMegabytes: Math.round(statSync(pair.from).size / 1e6),
  };
}

/** What the edits come to, for whoever counts them. */
export function plantedIn(rows: number) {
  return {
    added: rows / 1000,
    removed: rows / 1000,
    changed: rows / 100,
  };
}
