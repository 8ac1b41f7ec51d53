import type { Knex } from 'knex';
import { testDatabases } from '../database/testDatabases';
import { ProposalStore } from './ProposalStore';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

describe.each(testDatabases())(
  'ProposalStore on $name',
  ({ knex: connect }) => {
    let knex: Knex;
    let store: ProposalStore;
    beforeEach(async () => {
      knex = await connect();
      store = new ProposalStore(knex);
    });
    afterEach(() => knex.destroy());

    const keep = (key: string) => ({ key, kind: 'keep' as const, from: '4' });

    it('lets one of many publishers take a draft', async () => {
      const { id } = await store.begin('digits', 'user:default/mira', 'v1');
      const taken = await Promise.all(
        ['a', 'b', 'c', 'd'].map(title => store.take(id, { title })),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect((await store.get(id))?.state).toBe('publishing');
    });

    it('loses no entry of two tabs that save at once', async () => {
      const { id } = await store.begin('digits', 'user:default/mira', 'v1');
      const keys = ['1', '2', '3', '4', '5'];
      await Promise.all(
        keys.map(key =>
          store.changeEntries(id, 'v1', before => [...before, keep(key)]),
        ),
      );
      expect(
        (await store.get(id))?.entries.map(({ key }) => key).sort(),
      ).toEqual(keys);
    });

    it('changes no entry of a proposal that is being published', async () => {
      const { id } = await store.begin('digits', 'user:default/mira', 'v1');
      await store.take(id, { title: 'Fix labels' });
      await expect(
        store.changeEntries(id, 'v1', () => [keep('1')]),
      ).rejects.toThrow(/proposed meanwhile/);
      expect((await store.get(id))?.entries).toEqual([]);
    });

    it('does not list drafts', async () => {
      await store.begin('digits', 'user:default/mira', 'v1');
      expect(await store.list('digits')).toEqual([]);
    });
  },
);
