import type { Knex } from 'knex';
import { testDatabases } from '../../database/testDatabases';
import { FilterStore } from './FilterStore';

/** A real server, on a machine that may be busy. */
jest.setTimeout(60_000);

const MIRA = 'user:default/mira';

describe.each(testDatabases())('FilterStore on $name', ({ knex: connect }) => {
  let knex: Knex;
  let store: FilterStore;
  beforeEach(async () => {
    knex = await connect();
    store = new FilterStore(knex);
  });
  afterEach(() => knex.destroy());

  const names = async (author = MIRA) =>
    (await store.list('digits', author)).map(({ name }) => name);

  it('keeps filters by name, a new one of the same name in its place', async () => {
    await store.save('digits', MIRA, { name: 'nines', query: 'given=9' });
    await store.save('digits', MIRA, { name: 'fours', query: 'given=4' });
    await store.save('digits', MIRA, {
      name: 'nines',
      query: 'given=9&below=1',
    });
    expect(await store.list('digits', MIRA)).toMatchObject([
      { name: 'fours' },
      { name: 'nines', query: 'given=9&below=1' },
    ]);
    await store.remove('digits', MIRA, 'fours');
    expect(await names()).toEqual(['nines']);
  });

  it("shows nobody another's", async () => {
    await store.save('digits', MIRA, { name: 'nines', query: '' });
    await store.remove('digits', 'user:default/noah', 'nines');
    expect(await names('user:default/noah')).toEqual([]);
    expect(await names()).toEqual(['nines']);
  });

  it('takes fifty each, and changes of those still', async () => {
    for (let i = 0; i < 50; i++)
      await store.save('digits', MIRA, { name: `f${i}`, query: '' });
    await expect(
      store.save('digits', MIRA, { name: 'one more', query: '' }),
    ).rejects.toThrow('Remove one first');
    await store.save('digits', MIRA, { name: 'f1', query: 'changed' });
    expect(await names()).toHaveLength(50);
  });
});
