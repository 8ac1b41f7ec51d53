import type { Knex } from 'knex';
import { testDatabases } from '../database/testDatabases';
import { RepositoryStore } from './RepositoryStore';

jest.setTimeout(60_000);

describe.each(testDatabases())('tags on $name', ({ knex: connect }) => {
  let knex: Knex;
  let store: RepositoryStore;
  beforeEach(async () => {
    knex = await connect();
    store = new RepositoryStore(knex);
  });
  afterEach(() => knex.destroy());

  it('stand as they stand now: new ones, moved ones, and no others', async () => {
    await store.tagged('s', 'acme/data', [
      { name: 'v1', commit: 'a' },
      { name: 'latest', commit: 'a' },
      { name: 'gone', commit: 'a' },
    ]);
    await store.tagged('s', 'acme/other', [{ name: 'v1', commit: 'a' }]);
    await store.tagged('s', 'acme/data', [
      { name: 'v1', commit: 'a' },
      { name: 'latest', commit: 'b' },
      { name: 'v2', commit: 'b' },
    ]);
    expect([...(await store.tagsOf('s', 'acme/data'))].sort()).toEqual([
      ['a', ['v1']],
      ['b', ['latest', 'v2']],
    ]);
    expect([...(await store.tagsOf('s', 'acme/other'))]).toEqual([
      ['a', ['v1']],
    ]);
  });
});
