import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { testDatabases } from './testDatabases';

/** A real server, on a machine that may be busy. */
jest.setTimeout(120_000);

const MIGRATIONS = resolvePackagePath(
  '@greenroom/backstage-plugin-greenroom-backend',
  'migrations',
);

describe.each(testDatabases())('migrations on $name', ({ knex: connect }) => {
  it('keep what was there, and can be taken back', async () => {
    const knex = await connect();
    await knex.migrate.down({ directory: MIGRATIONS });
    await knex('repositories').insert({
      source_id: 's',
      full_name: 'acme/data',
      head_commit: 'a',
      problems: '[]',
    });
    await knex.migrate.latest({ directory: MIGRATIONS });
    // Read by the reader of then: the next pass reads it again.
    expect(await knex('repositories').first()).toMatchObject({
      full_name: 'acme/data',
      head_commit: 'a',
      reader_version: 0,
    });
    await knex.migrate.rollback({ directory: MIGRATIONS }, true);
    expect(await knex.schema.hasTable('assets')).toBe(false);
    await knex.destroy();
  });
});
