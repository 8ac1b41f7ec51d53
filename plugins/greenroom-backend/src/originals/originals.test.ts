import type { Knex } from 'knex';
import { TABLES, ORIGINAL_TABLES } from '../database/tables';
import { testDatabases } from '../database/testDatabases';
import { exportOriginals } from './exportOriginals';
import { restoreOriginals } from './restoreOriginals';

const HEAD = JSON.stringify({ greenroom: 'originals', at: '2026' });
const FILTER = {
  asset_id: 'digits',
  author: 'user:default/mira',
  name: 'odd',
  query: 'a=b',
  at: 1,
};
const EVENT = {
  at: 1,
  action: 'decisions-put',
  status: 'succeeded',
  severity: 'medium',
  actor: 'user:default/mira',
  details: '{"rows":1}',
};
const line = (table: string, row: object) => JSON.stringify({ table, row });

async function* given(...lines: readonly string[]) {
  yield* lines;
}
async function exported(knex: Knex): Promise<string[]> {
  let text = '';
  for await (const part of exportOriginals(knex)) text += part;
  return text.trimEnd().split('\n');
}

describe.each(testDatabases())('originals on $name', ({ knex: connect }) => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await connect();
  });
  afterEach(() => knex.destroy());

  it('and derived tables are all there are', async () => {
    const found: { name: string }[] =
      knex.client.config.client === 'pg'
        ? (
            await knex.raw(
              'select table_name as name from information_schema.tables where table_schema = current_schema()',
            )
          ).rows
        : await knex('sqlite_master').where({ type: 'table' }).select('name');
    const tables = found
      .map(({ name }) => name)
      .filter(name => !/^(knex|sqlite)_/.test(name));
    expect(tables.sort()).toEqual(Object.keys(TABLES).sort());
  });

  it('come back as they were, and what is written after them has ids of its own', async () => {
    await fill(knex);
    const before = await exported(knex);
    const other = await connect();
    try {
      await restoreOriginals(other, given(...before));
      const after = await exported(other);
      expect(after.slice(1)).toEqual(before.slice(1));
      expect(
        ORIGINAL_TABLES.filter(
          ({ table }) => !after.some(text => text.includes(`"${table}"`)),
        ),
      ).toEqual([]);
      const [{ id }] = await other('audit_events')
        .insert({ ...EVENT, at: 3 })
        .returning('id');
      expect(Number(id)).toBe(2);
    } finally {
      await other.destroy();
    }
  });

  it('are not mixed with others', async () => {
    await knex('saved_filters').insert(FILTER);
    await expect(restoreOriginals(knex, given(HEAD))).rejects.toThrow(
      'The table saved_filters has rows.',
    );
  });

  it('keep the events that are there apart from those that come', async () => {
    await knex('audit_events').insert({ ...EVENT, action: 'here' });
    await restoreOriginals(
      knex,
      given(
        HEAD,
        line('audit_events', { ...EVENT, id: 1, action: 'there' }),
        line('audit_event_assets', { asset_id: 'digits', event_id: 1 }),
      ),
    );
    const { action } = await knex('audit_events')
      .join('audit_event_assets', 'event_id', 'audit_events.id')
      .first();
    expect(action).toBe('there');
  });

  it.each([
    ['is no export', ['{}'], 'Line 1 is not the head'],
    ['is empty', [], 'Line 1 is no JSON'],
    ['was cut short', [HEAD, '{"table":"deci'], 'Line 2 is no JSON'],
    [
      'names a derived table',
      [HEAD, line('assets', { id: 'a' })],
      'Line 2 is no row of a table of originals',
    ],
    [
      'is of a newer version',
      [HEAD, line('saved_filters', { ...FILTER, colour: 'red' })],
      'has no column colour',
    ],
  ])('leave nothing behind where the file %s', async (_, lines, message) => {
    const whole =
      lines.length > 1 ? [lines[0], line('saved_filters', FILTER)] : [];
    await expect(
      restoreOriginals(
        knex,
        given(...(whole.length ? [...whole, ...lines.slice(1)] : lines)),
      ),
    ).rejects.toThrow(
      whole.length ? message.replace('Line 2', 'Line 3') : message,
    );
    expect(await knex('saved_filters')).toEqual([]);
  });
});

/** A row in each original table, of which each refers to the others. */
async function fill(knex: Knex): Promise<void> {
  for (const { table } of ORIGINAL_TABLES) {
    const columns = await knex(table).columnInfo();
    await knex(table).insert(
      Object.fromEntries(
        Object.entries(columns).map(([name, { type }]) => [
          name,
          valueOf(type, name),
        ]),
      ),
    );
  }
}

function valueOf(type: string, name: string): string | number | boolean {
  if (/int/i.test(type)) return 1;
  if (/bool/i.test(type)) return true;
  if (/float|real|double/i.test(type)) return 0.5;
  // Signs that cut lines where a file is read carelessly.
  return name === 'row_key' ? 'a\u2028"b\n' : 'a';
}
