import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { keepLoopFree } from './keepLoopFree';

/** Brings the plugin's tables to the version of this code. */
export async function migrate(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (knex.client.config.client === 'better-sqlite3') {
    keepLoopFree(knex);
    await letReadersThrough(knex);
  }
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@greenroom/backstage-plugin-greenroom-backend',
        'migrations',
      ),
    });
  }
  return knex;
}

/** A quarter of what SQLite lets gather: written back in a turn of the event loop that others do not notice. */
const CHECKPOINT_PAGES = 250;

/**
 * SQLite waits for the disk with every small write, and the process with it. A
 * write-ahead log waits at checkpoints only; what was written survives the end
 * of the process, not necessarily that of the machine.
 */
async function letReadersThrough(knex: Knex): Promise<void> {
  await knex.raw('PRAGMA journal_mode = WAL');
  await knex.raw('PRAGMA synchronous = NORMAL');
  await knex.raw(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
}
