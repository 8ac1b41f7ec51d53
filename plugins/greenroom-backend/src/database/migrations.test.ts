import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { testDatabases } from './testDatabases';

/** A real server, on a machine that may be busy. */
jest.setTimeout(120_000);

const MIGRATIONS = resolvePackagePath(
  '@greenroom/backstage-plugin-greenroom-backend',
  'migrations',
);

/** Takes back every migration after this one. */
async function backTo(knex: Knex, name: string) {
  const [done] = await knex.migrate.list({ directory: MIGRATIONS });
  const after = done.findIndex(
    (found: { name: string }) => found.name === name,
  );
  for (let i = done.length - 1; i > after; i--)
    await knex.migrate.down({ directory: MIGRATIONS });
}

describe.each(testDatabases())('migrations on $name', ({ knex: connect }) => {
  it('keep what was there, and can be taken back', async () => {
    const knex = await connect();
    // Back to the first.
    await backTo(knex, '20261123000000_init.js');
    await knex('repositories').insert({
      source_id: 's',
      full_name: 'acme/data',
      head_commit: 'a',
      problems: '[]',
    });
    for (const kind of ['diff', 'labels'])
      await knex('analyses').insert({ kind, subject: 'v', job_id: 'j' });
    await knex.migrate.latest({ directory: MIGRATIONS });
    // Differences of before have no rows to show: they are asked about anew.
    expect(await knex('analyses').select('kind')).toEqual([{ kind: 'labels' }]);
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

  it('keep no more than was there when decisions are taken back', async () => {
    const knex = await connect();
    const tables = ['decisions', 'audits', 'saved_filters'];
    const exist = () =>
      Promise.all(tables.map(table => knex.schema.hasTable(table)));
    expect(await exist()).toEqual([true, true, true]);
    await backTo(knex, '20261125000000_versions.js');
    expect(await exist()).toEqual([false, false, false]);
    await knex.migrate.latest({ directory: MIGRATIONS });
    expect(await exist()).toEqual([true, true, true]);
    await knex.destroy();
  });

  it('keep decisions when their labels may be longer, and drop what is too long when taken back', async () => {
    const knex = await connect();
    const decide = (key: string, label: string) =>
      knex('decisions').insert({
        asset_id: 'a',
        row_key: key,
        revision: 1,
        stands: true,
        kind: 'keep',
        from_label: label,
        author: 'user:default/mira',
        at: 1,
        version_id: 'v',
        row_print: 'p',
      });
    const decided = async () =>
      (await knex('decisions').orderBy('row_key')).map(row => row.row_key);
    await backTo(knex, '20261126000000_decisions.js');
    await decide('short', '4');
    await knex.migrate.latest({ directory: MIGRATIONS });
    await decide('long', 'x'.repeat(1_000));
    expect(await decided()).toEqual(['long', 'short']);
    await backTo(knex, '20261126000000_decisions.js');
    expect(await decided()).toEqual(['short']);
    await knex.destroy();
  });

  it('read a table anew whose bytes were taken for its content', async () => {
    const knex = await connect();
    await backTo(knex, '20261124000000_sync.js');
    await knex('assets').insert({
      id: 'a',
      kind: 'dataset',
      name: 'rows',
      source_id: 's',
      repository: 'acme/data',
      path: 'greenroom.yaml',
      entity_ref: 'resource:default/rows',
      owner: 'group:default/data',
      manifest: '{}',
      sync_status: 'Synced',
      sync_reason: '',
      problems: '[]',
      health_status: 'Healthy',
      health_reason: '',
      attention: 0,
      search: '',
    });
    const revision = (commit: string, manifest: object, version: string) => ({
      asset_id: 'a',
      commit,
      ordinal: 0,
      details: '{}',
      manifest: JSON.stringify(manifest),
      files: '{}',
      byte_digest: commit,
      version_id: version,
      pushed: false,
      problems: '[]',
    });
    await knex('versions').insert(
      ['with rows', 'without rows'].map(id => ({
        id,
        asset_id: 'a',
        digest: `bytes:${id}`,
        facts: '{}',
        pushed: false,
        created_at: 0,
      })),
    );
    await knex('revisions').insert([
      revision('1', { table: { path: 'rows.csv' } }, 'with rows'),
      revision('2', { name: 'a card' }, 'without rows'),
    ]);
    await knex.migrate.latest({ directory: MIGRATIONS });
    expect(
      await knex('revisions').orderBy('commit').pluck('version_id'),
    ).toEqual([null, 'without rows']);
    expect(await knex('versions').pluck('id')).toEqual(['without rows']);
    await knex.destroy();
  });
});
