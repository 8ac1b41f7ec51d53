import type { Knex } from 'knex';

/**
 * Writes items in one transaction; where one of them cannot be written, each in
 * one of its own, so that it holds back none of the others.
 *
 * @throws the first error of an item that was written by itself
 */
export async function writeTogether<Item>(
  knex: Knex,
  items: readonly Item[],
  write: (trx: Knex.Transaction, items: readonly Item[]) => Promise<void>,
): Promise<void> {
  if (items.length === 0) return;
  try {
    await knex.transaction(trx => write(trx, items));
  } catch (error) {
    if (items.length === 1) throw error;
    const errors: unknown[] = [];
    for (const item of items)
      await knex
        .transaction(trx => write(trx, [item]))
        .catch(own => errors.push(own));
    if (errors.length > 0) throw errors[0];
  }
}
