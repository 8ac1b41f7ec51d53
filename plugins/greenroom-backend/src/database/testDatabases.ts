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

/** For what goes through stores that are tested on all of them by themselves. */
export function oneDatabase(): TestDatabase {
  return testDatabases()[0];
}

let migrated: Promise<Buffer> | undefined;

/** Migrated once a test file: the others open what came of it, in a fiftieth of the time. */
async function sqlite(): Promise<Knex> {
  migrated ??= migrate();
  return openSqlite(await migrated);
}

async function migrate(): Promise<Buffer> {
  const knex = openSqlite(':memory:');
  await knex.migrate.latest({ directory: MIGRATIONS });
  const content = await contentOf(knex);
  await knex.destroy();
  return content;
}

/** The bytes of a SQLite database, which `openSqlite` takes up in memory. */
export async function contentOf(knex: Knex): Promise<Buffer> {
  const connection = await knex.client.acquireConnection();
  try {
    return connection.serialize();
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

export function openSqlite(filename: Buffer | ':memory:'): Knex {
  return knexFactory({
    client: 'better-sqlite3',
    // Its driver takes the bytes of a database for a name, which knex does not declare.
    connection: { filename: filename as string },
    useNullAsDefault: true,
  });
}

/** What the migrations came to, for the schemas after the first: one answer for two hundred. */
let statements: readonly string[] | undefined;

/** A schema of its own a test, so that tests do not meet. */
async function postgres(connection: string): Promise<Knex> {
  const schema = `greenroom_test_${randomUUID().replace(/-/g, '')}`;
  const admin = knexFactory({ client: 'pg', connection });
  await admin.raw('CREATE SCHEMA ??', [schema]);
  await admin.destroy();
  const knex = knexFactory({ client: 'pg', connection, searchPath: [schema] });
  if (!statements) statements = await migrateNoting(knex);
  else await knex.raw(statements.join(';'));
  return knex;
}

async function migrateNoting(knex: Knex): Promise<readonly string[]> {
  const noted: string[] = [];
  const note = ({ sql, bindings = [] }: Knex.Sql) => {
    const query = knex.raw(sql.replace(/\$\d+/g, '?'), [...bindings]);
    noted.push(query.toQuery());
  };
  knex.on('query', note);
  await knex.migrate.latest({ directory: MIGRATIONS });
  knex.off('query', note);
  return noted;
}
