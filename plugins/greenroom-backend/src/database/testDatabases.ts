import { randomUUID } from 'node:crypto';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import knexFactory, { Knex } from 'knex';

export type TestDatabase = { readonly name: string; knex(): Promise<Knex> };

const MIGRATIONS = resolvePackagePath(
  '@greenroom/backstage-plugin-greenroom-backend',
  'migrations',
);

/**
 * The databases every store is tested on, each call of `knex` a fresh, migrated
 * one that the caller destroys: SQLite in memory, and PostgreSQL where
 * GREENROOM_TEST_POSTGRES is the connection string of a server.
 *
 * @throws Error in CI where GREENROOM_TEST_POSTGRES is not set
 */
export function testDatabases(): TestDatabase[] {
  const server = process.env.GREENROOM_TEST_POSTGRES;
  if (!server && process.env.CI === 'true') {
    throw new Error(
      'GREENROOM_TEST_POSTGRES is not set. In CI the stores are tested on PostgreSQL too: set it to the connection string of a server.',
    );
  }
  return [
    { name: 'SQLite', knex: sqlite },
    ...(server ? [{ name: 'PostgreSQL', knex: () => postgres(server) }] : []),
  ];
}

async function sqlite(): Promise<Knex> {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  await knex.migrate.latest({ directory: MIGRATIONS });
  return knex;
}

/** A schema of its own a test, so that tests do not meet. */
async function postgres(connection: string): Promise<Knex> {
  const schema = `greenroom_test_${randomUUID().replace(/-/g, '')}`;
  const admin = knexFactory({ client: 'pg', connection });
  await admin.raw('CREATE SCHEMA ??', [schema]);
  await admin.destroy();
  const knex = knexFactory({ client: 'pg', connection, searchPath: [schema] });
  await knex.migrate.latest({ directory: MIGRATIONS });
  return knex;
}
