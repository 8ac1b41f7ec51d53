import { DuckDBInstance } from '@duckdb/node-api';

/**
 * The peer: what a person who knows DuckDB would write. A full join of the two
 * files on the key, and how many rows are in one only or differ in any cell.
 */
export async function duckdbJoin(input: {
  from: string;
  to: string;
}): Promise<Record<string, number>> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '4GB',
  });
  const connection = await instance.connect();
  for (const side of ['from', 'to'] as const) {
    await connection.run(
      `CREATE VIEW "${side}" AS SELECT * FROM read_csv('${input[side]}')`,
    );
  }
  const described = await connection.runAndReadAll('DESCRIBE "from"');
  const differs = described
    .getRowObjectsJS()
    .map(row => String(row.column_name))
    .filter(name => name !== 'id')
    .map(name => `a."${name}" IS DISTINCT FROM b."${name}"`)
    .join(' OR ');
  const reader = await connection.runAndReadAll(
    `SELECT count(*) FILTER (WHERE a.id IS NULL) AS added,
       count(*) FILTER (WHERE b.id IS NULL) AS removed,
       count(*) FILTER (WHERE a.id IS NOT NULL AND b.id IS NOT NULL AND (${differs})) AS changed
       FROM "from" a FULL JOIN "to" b ON a.id = b.id`,
  );
  const [counts] = reader.getRowObjectsJS();
  connection.closeSync();
  instance.closeSync();
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, Number(count)]),
  );
}
