import { identifier } from './sql';

/**
 * The columns without a single cell, which say nothing of their type.
 *
 * @param from - a table, or a SELECT in parentheses
 */
export async function emptyColumns(
  ask: (sql: string) => Promise<readonly Record<string, unknown>[]>,
  from: string,
  columns: readonly string[],
): Promise<ReadonlySet<string>> {
  if (columns.length === 0) return new Set();
  const [counts] = await ask(
    `SELECT ${columns
      .map((name, i) => `count(nullif(${identifier(name)}, '')) AS n${i}`)
      .join(', ')} FROM ${from}`,
  );
  return new Set(columns.filter((_, i) => Number(counts[`n${i}`]) === 0));
}
