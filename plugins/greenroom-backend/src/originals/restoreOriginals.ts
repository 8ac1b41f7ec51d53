import { ConflictError, InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { ORIGINAL_TABLES } from '../database/tables';
import { checkHead, parseLine, type RestoredLine } from './OriginalsLine';

/** Inserted at a time: times the columns of the widest table far below what SQLite binds. */
const BATCH = 200;

/** Tables that a portal without originals has rows of: asking to restore is an event. */
const EVENTS = { audit_events: 'id', audit_event_assets: 'event_id' };

/**
 * Puts an export of originals into a database that has none, all or nothing.
 *
 * @returns so many rows
 * @throws ConflictError where there are originals already
 * @throws InputError naming the line that cannot be read
 */
export async function restoreOriginals(
  knex: Knex,
  lines: AsyncIterable<string>,
): Promise<number> {
  return knex.transaction(async trx => {
    await requireNone(trx);
    const shift = await lastEvent(trx);
    let number = 0;
    let rows = 0;
    let batch: RestoredLine[] = [];
    const flush = async () => {
      const [first] = batch;
      if (first) await insert(trx, first.table, batch, shift);
      rows += batch.length;
      batch = [];
    };
    for await (const text of lines) {
      number += 1;
      if (number === 1) {
        checkHead(text);
        continue;
      }
      if (text === '') continue;
      const line = parseLine(text, number);
      if (batch[0]?.table !== line.table || batch.length === BATCH)
        await flush();
      batch.push(line);
    }
    if (number === 0) checkHead('');
    await flush();
    await setSequences(trx);
    return rows;
  });
}

async function requireNone(trx: Knex): Promise<void> {
  for (const { table } of ORIGINAL_TABLES) {
    if (table in EVENTS) continue;
    if (await trx(table).first())
      throw new ConflictError(
        `The table ${table} has rows. Originals are restored into a database without any, so that nothing is mixed up.`,
      );
  }
}

/** Events of the file come after those that are there: both keep their own ids apart. */
async function lastEvent(trx: Knex): Promise<number> {
  const found = await trx('audit_events').max({ last: 'id' }).first();
  return Number(found?.last ?? 0);
}

async function insert(
  trx: Knex,
  table: string,
  lines: readonly RestoredLine[],
  shift: number,
): Promise<void> {
  const columns = await trx(table).columnInfo();
  const [unknown] = lines.flatMap(({ row }) =>
    Object.keys(row).filter(name => !(name in columns)),
  );
  if (unknown !== undefined)
    throw new InputError(
      `The table ${table} has no column ${unknown}: the export is of a newer Greenroom. Upgrade this one first.`,
    );
  const id = table in EVENTS ? EVENTS[table as keyof typeof EVENTS] : undefined;
  await trx(table).insert(
    lines.map(({ row }) =>
      id === undefined ? row : { ...row, [id]: Number(row[id]) + shift },
    ),
  );
}

/** PostgreSQL counts on from where it was, not from the highest id. */
async function setSequences(trx: Knex): Promise<void> {
  if (trx.client.config.client !== 'pg') return;
  for (const table of ['basket_steps', 'decisions', 'audit_events'])
    await trx.raw(
      `select setval(pg_get_serial_sequence(?, 'id'), greatest((select max(id) from ??), 1))`,
      [table, table],
    );
}
