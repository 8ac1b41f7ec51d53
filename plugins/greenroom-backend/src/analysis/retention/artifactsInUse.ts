import type { Knex } from 'knex';

/** Columns in which names of artifacts stand, and the key by which their rows are read page by page. */
const PLACES = [
  { table: 'versions', key: 'id', columns: ['facts'] },
  { table: 'jobs', key: 'id', columns: ['payload', 'result'] },
  { table: 'audits', key: 'id', columns: ['scores_artifact'] },
] as const;
/** Some hundred kilobytes of text at a time, so that nobody else waits. */
const PAGE_ROWS = 500;
const NAME = /[0-9a-f]{64}\.[a-z0-9]+/g;

/** Hexadecimal digits that a number holds exactly. */
const PRINT_DIGITS = 13;

/** The part of an artifact's name that is kept of millions of them; two that share it are kept both. */
export function printOf(name: string): number {
  return Number.parseInt(name.slice(0, PRINT_DIGITS), 16);
}

/** Prints of all artifacts that a version, a job or an audit names. */
export async function artifactsInUse(knex: Knex): Promise<Set<number>> {
  const prints = new Set<number>();
  for (const { table, key, columns } of PLACES) {
    let after = '';
    for (;;) {
      const rows: Record<string, string | null>[] = await knex(table)
        .select(key, ...columns)
        .where(key, '>', after)
        .orderBy(key)
        .limit(PAGE_ROWS);
      if (rows.length === 0) break;
      for (const row of rows)
        for (const column of columns)
          for (const [name] of (row[column] ?? '').matchAll(NAME))
            prints.add(printOf(name));
      after = rows.at(-1)![key]!;
    }
  }
  return prints;
}
