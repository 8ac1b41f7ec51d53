import type { DuckDBConnection } from '@duckdb/node-api';

/** What a join read and gave. The order of its two inputs is the optimiser's. */
export type JoinCounts = {
  readonly inputs: readonly [number, number];
  readonly output: number;
};

type Operator = {
  readonly operator_name?: string;
  readonly operator_cardinality?: number;
  readonly extra_info?: { readonly 'Join Type'?: string };
  readonly children?: readonly Operator[];
};

/**
 * Runs a statement with one full join and tells how many rows went into and
 * out of it, by DuckDB's own account: to count them in the statement would
 * read both files a second time.
 *
 * @throws Error where the account has no full join
 */
export async function runCounted(
  connection: DuckDBConnection,
  sql: string,
): Promise<JoinCounts> {
  const reader = await connection.runAndReadAll(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
  );
  const [{ explain_value: account }] = reader.getRowObjectsJS();
  const join = findFullJoin(JSON.parse(String(account)) as Operator);
  const [left, right] = join?.children ?? [];
  if (!join || !left || !right)
    throw new Error('The account of the query has no full join.');
  return {
    inputs: [rowsOf(left), rowsOf(right)],
    output: rowsOf(join),
  };
}

function findFullJoin(operator: Operator): Operator | undefined {
  if (
    operator.operator_name?.trim() === 'HASH_JOIN' &&
    operator.extra_info?.['Join Type'] === 'FULL'
  ) {
    return operator;
  }
  for (const child of operator.children ?? []) {
    const found = findFullJoin(child);
    if (found) return found;
  }
  return undefined;
}

function rowsOf({ operator_cardinality: rows }: Operator): number {
  if (rows === undefined)
    throw new Error('The account of the query counts no rows.');
  return rows;
}
