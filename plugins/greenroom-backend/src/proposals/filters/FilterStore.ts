import { InputError } from '@backstage/errors';
import type { SavedFilter } from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';

/** More is no longer found by its name. */
const FILTERS_EACH = 50;

type FilterRow = {
  asset_id: string;
  author: string;
  name: string;
  query: string;
  at: number | string;
};

/** Filters that people named, each for themselves. Original: it cannot be rebuilt from git. */
export class FilterStore {
  constructor(private readonly knex: Knex) {}

  /** By name. */
  async list(assetId: string, author: string): Promise<SavedFilter[]> {
    const rows = await this.#of(assetId, author).orderBy('name');
    return rows.map(({ name, query, at }) => ({
      name,
      query,
      at: new Date(Number(at)).toISOString(),
    }));
  }

  /**
   * A filter of the same name is replaced.
   *
   * @throws InputError where the person has `FILTERS_EACH` others for this asset
   */
  async save(
    assetId: string,
    author: string,
    { name, query }: Pick<SavedFilter, 'name' | 'query'>,
  ): Promise<void> {
    const others = await this.#of(assetId, author)
      .whereNot({ name })
      .count<{ n: number | string }[]>({ n: '*' });
    if (Number(others[0].n) >= FILTERS_EACH)
      throw new InputError(
        `You have ${FILTERS_EACH} saved filters for this data set. Remove one first.`,
      );
    await this.knex('saved_filters')
      .insert({ asset_id: assetId, author, name, query, at: Date.now() })
      .onConflict(['asset_id', 'author', 'name'])
      .merge();
  }

  async remove(assetId: string, author: string, name: string): Promise<void> {
    await this.#of(assetId, author).where({ name }).delete();
  }

  #of(assetId: string, author: string) {
    return this.knex<FilterRow>('saved_filters').where({
      asset_id: assetId,
      author,
    });
  }
}
