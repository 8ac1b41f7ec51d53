import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';

/** As much of better-sqlite3 as is needed here. */
type Database = { prepare(sql: string): object };

/** More texts of statements than the plugin has, but for lists of many lengths. */
const KEPT_STATEMENTS = 500;

/**
 * SQLite answers within the turn of the event loop in which it is asked. A
 * worker that asks again and again would let nobody else have theirs: each
 * question waits for a turn of its own (statements of a transaction follow one
 * another). And knex compiles each statement anew, which takes as long as to
 * carry it out, and leaves thousands to be freed in one pause of the collector:
 * each is kept.
 */
export function keepLoopFree({ client }: Knex): void {
  const acquire: () => Promise<Database> =
    client.acquireConnection.bind(client);
  const eased = new WeakSet<Database>();
  client.acquireConnection = async () => {
    await setImmediate();
    const connection = await acquire();
    if (!eased.has(connection)) keepStatements(connection);
    eased.add(connection);
    return connection;
  };
}

function keepStatements(connection: Database): void {
  const prepare = connection.prepare.bind(connection);
  /** In the order of their last use. */
  const kept = new Map<string, object>();
  connection.prepare = sql => {
    const statement = kept.get(sql) ?? prepare(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > KEPT_STATEMENTS) kept.delete(kept.keys().next().value!);
    return statement;
  };
}
