import type { Knex } from 'knex';
import { testDatabases } from './testDatabases';
import { writeTogether } from './writeTogether';

jest.setTimeout(60_000);

describe.each(testDatabases())(
  'writeTogether on $name',
  ({ knex: connect }) => {
    let knex: Knex;
    let transactions: number;

    beforeEach(async () => {
      knex = await connect();
      await knex.schema.createTable('words', table =>
        table.string('word').primary(),
      );
      transactions = 0;
    });
    afterEach(async () => {
      await knex.schema.dropTable('words');
      await knex.destroy();
    });

    const write = (words: readonly string[]) =>
      writeTogether(knex, words, async (trx, some) => {
        transactions += 1;
        for (const word of some) await trx('words').insert({ word });
      });
    const written = () => knex('words').orderBy('word').pluck('word');

    it('writes all of them in one transaction', async () => {
      await write(['a', 'b', 'c']);
      expect(await written()).toEqual(['a', 'b', 'c']);
      expect(transactions).toBe(1);
    });

    it('writes the others where one cannot be written, and says why that one could not', async () => {
      await knex('words').insert({ word: 'b' });
      await expect(write(['a', 'b', 'c'])).rejects.toThrow(/unique/i);
      expect(await written()).toEqual(['a', 'b', 'c']);
    });

    it('leaves nothing of one that failed half-way', async () => {
      const failed = writeTogether(
        knex,
        [['a'], ['b', 'b']],
        async (trx, some) => {
          for (const word of some.flat()) await trx('words').insert({ word });
        },
      );
      await expect(failed).rejects.toThrow(/unique/i);
      expect(await written()).toEqual(['a']);
    });

    it('asks nothing where there is nothing to write', async () => {
      await write([]);
      expect(transactions).toBe(0);
    });
  },
);
