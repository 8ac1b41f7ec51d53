import type { Knex } from 'knex';
import { ORIGINAL_TABLES } from '../database/tables';
import type { OriginalsHead, OriginalsLine } from './OriginalsLine';

/** Read at a time: of a million decisions none stays in memory for long. */
const BATCH = 1_000;

/** All that git does not hold, a line each (JSONL). */
export async function* exportOriginals(knex: Knex): AsyncGenerator<string> {
  if (knex.client.config.client !== 'pg') {
    // SQLite has one connection: nobody else could write while a slow reader reads.
    yield* linesOf(knex);
    return;
  }
  // As it stood at one moment: a decision that comes meanwhile is in no half of it.
  const moment = await knex.transaction({
    isolationLevel: 'repeatable read',
    readOnly: true,
  });
  try {
    yield* linesOf(moment);
  } finally {
    await moment.rollback();
  }
}

async function* linesOf(knex: Knex): AsyncGenerator<string> {
  const head: OriginalsHead = {
    greenroom: 'originals',
    at: new Date().toISOString(),
  };
  yield `${JSON.stringify(head)}\n`;
  for (const { table, key } of ORIGINAL_TABLES) {
    let last: Record<string, Knex.Value> | undefined;
    do {
      const rows: Record<string, Knex.Value>[] = await page(
        knex,
        { table, key },
        last,
      );
      yield rows
        .map(row => {
          const line: OriginalsLine = { table, row };
          return `${JSON.stringify(line)}\n`;
        })
        .join('');
      last = rows.length < BATCH ? undefined : rows.at(-1);
    } while (last);
  }
}

function page(
  knex: Knex,
  { table, key }: (typeof ORIGINAL_TABLES)[number],
  after: Readonly<Record<string, Knex.Value>> | undefined,
) {
  const query = knex(table)
    .orderBy([...key])
    .limit(BATCH);
  if (after)
    query.whereRaw(
      `(${key.map(() => '??').join(', ')}) > (${key
        .map(() => '?')
        .join(', ')})`,
      [...key, ...key.map(column => after[column])],
    );
  return query;
}
