import type { Knex } from 'knex';

/** How many nodes are downstream of one, itself among them, by a recursive query. */
export async function walkInDatabase(
  knex: Knex,
  start: number,
): Promise<number> {
  const answer: unknown = await knex.raw(
    `WITH RECURSIVE below(number) AS (
       SELECT CAST(? AS INTEGER)
       UNION
       SELECT e.to_number FROM below b JOIN lineage_edges e ON e.from_number = b.number
       WHERE e.until IS NULL AND e.gone = ?
     ) SELECT count(*) AS n FROM below`,
    [start, knex.client.config.client === 'pg' ? false : 0],
  );
  const rows = Array.isArray(answer)
    ? (answer as { n: number | string }[])
    : (answer as { rows: { n: number | string }[] }).rows;
  return Number(rows[0].n);
}
