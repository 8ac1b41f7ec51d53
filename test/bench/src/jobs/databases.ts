import { randomUUID } from 'node:crypto';
import path from 'node:path';
import knexFactory, { Knex } from 'knex';

/** A file of SQLite in a folder. */
export function sqliteIn(directory: string): Knex.Config {
  return {
    client: 'better-sqlite3',
    connection: { filename: path.join(directory, `${randomUUID()}.sqlite`) },
    useNullAsDefault: true,
  };
}

/** A schema of its own in a server. */
export async function postgresSchema(connection: string): Promise<Knex.Config> {
  const schema = `jobs_${randomUUID().replaceAll('-', '')}`;
  const admin = knexFactory({ client: 'pg', connection });
  await admin.raw('CREATE SCHEMA ??', [schema]);
  await admin.destroy();
  return { client: 'pg', connection, searchPath: [schema] };
}
