import knexFactory, { Knex } from 'knex';
import { keepLoopFree } from './keepLoopFree';

describe('keepLoopFree', () => {
  let knex: Knex;
  beforeEach(async () => {
    knex = knexFactory({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    keepLoopFree(knex);
    await knex.schema.createTable('rows', table => table.integer('n'));
  });
  afterEach(() => knex.destroy());

  it('lets others have their turn between questions', async () => {
    let turns = 0;
    let isAsking = true;
    const count = () => {
      turns += 1;
      if (isAsking) setImmediate(count);
    };
    setImmediate(count);
    for (let n = 0; n < 20; n += 1) await knex('rows').insert({ n });
    isAsking = false;
    expect(turns).toBeGreaterThanOrEqual(20);
  });

  it('answers with what a table has by now, however often it was asked', async () => {
    await knex('rows').insert({ n: 1 });
    expect(await knex('rows')).toEqual([{ n: 1 }]);
    await knex.schema.alterTable('rows', table => table.integer('m'));
    await knex('rows').insert({ n: 2, m: 3 });
    expect(await knex('rows').orderBy('n')).toEqual([
      { n: 1, m: null },
      { n: 2, m: 3 },
    ]);
    expect(await knex('rows')).toHaveLength(2);
  });

  it('keeps no answer of a transaction that was taken back', async () => {
    const failed = knex.transaction(async trx => {
      await trx('rows').insert({ n: 1 });
      expect(await trx('rows')).toHaveLength(1);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await knex('rows')).toEqual([]);
  });
});
