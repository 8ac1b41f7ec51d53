import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Brings the plugin's tables to the version of this code. */
export async function migrate(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  await letReadersThrough(knex);
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

/**
 * SQLite waits for the disk with every small write, and the process with it. A
 * write-ahead log waits at checkpoints only; what was written survives the end
 * of the process, not necessarily that of the machine.
 */
async function letReadersThrough(knex: Knex): Promise<void> {
  if (knex.client.config.client !== 'better-sqlite3') return;
  await knex.raw('PRAGMA journal_mode = WAL');
  await knex.raw('PRAGMA synchronous = NORMAL');
}
