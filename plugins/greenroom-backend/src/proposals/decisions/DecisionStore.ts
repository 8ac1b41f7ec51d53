import type { Knex } from 'knex';
import { ProposalStore } from '../ProposalStore';
import { toWord, toWordRow, type Word, type WordRow } from './Word';

/** Databases take only so many values in a query; a word has 18. */
const KEYS_A_QUERY = 500;
const WORDS_AN_INSERT = 100;

/** Names one word. */
export type WordName = Pick<Word, 'key' | 'revision'>;

export type StandingWord = Pick<
  Word,
  'key' | 'kind' | 'from' | 'to' | 'print' | 'versionId'
>;

/** Every word that was said on a row. Original: it cannot be rebuilt from git. */
export class DecisionStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Words and baskets change together or not at all. People who decide rows of
   * one data set at once do so one after another.
   */
  together<T>(
    assetId: string,
    change: (words: DecisionStore, baskets: ProposalStore) => Promise<T>,
  ): Promise<T> {
    return this.knex.transaction(async transaction => {
      if (this.knex.client.config.client === 'pg')
        await transaction('assets')
          .where({ id: assetId })
          .forNoKeyUpdate()
          .first('id');
      return change(
        new DecisionStore(transaction),
        new ProposalStore(transaction),
      );
    });
  }

  /** By row, of those that somebody decided. */
  async standing(
    assetId: string,
    keys: readonly string[],
  ): Promise<Map<string, Word>> {
    const found = new Map<string, Word>();
    for (const some of parts(keys, KEYS_A_QUERY)) {
      const rows = await this.#words()
        .where({ asset_id: assetId, stands: true })
        .whereIn('row_key', some);
      for (const row of rows) found.set(row.row_key, toWord(row));
    }
    return found;
  }

  /** Of all rows of a data set, what is needed to tell how each stands. */
  async allStanding(assetId: string): Promise<StandingWord[]> {
    const rows = await this.#words()
      .where({ asset_id: assetId, stands: true })
      .select(
        'row_key',
        'kind',
        'from_label',
        'to_label',
        'row_print',
        'version_id',
      );
    return rows.map(row => ({
      key: row.row_key,
      kind: row.kind,
      from: row.from_label,
      to: row.to_label ?? undefined,
      print: row.row_print,
      versionId: row.version_id,
    }));
  }

  /** Another text as soon as anything was said or taken back. */
  async stamp(assetId: string): Promise<string> {
    const [said, withdrawn] = await Promise.all(
      ['id', 'withdrawn_at'].map(column =>
        this.knex('decisions')
          .where({ asset_id: assetId })
          .max<{ last: number | string | null }[]>({ last: column }),
      ),
    );
    return `${said[0].last}:${withdrawn[0].last}`;
  }

  /** Each word stands from now on, in place of what stood. */
  async say(
    assetId: string,
    words: readonly Omit<Word, 'assetId' | 'revision'>[],
  ): Promise<Word[]> {
    const keys = words.map(({ key }) => key);
    const revisions = await this.#lastRevisions(assetId, keys);
    for (const some of parts(keys, KEYS_A_QUERY))
      await this.#words()
        .where({ asset_id: assetId, stands: true })
        .whereIn('row_key', some)
        .update({ stands: false });
    const said = words.map(word => ({
      ...word,
      assetId,
      revision: (revisions.get(word.key) ?? 0) + 1,
    }));
    for (const some of parts(said, WORDS_AN_INSERT))
      await this.knex('decisions').insert(some.map(toWordRow));
    return said;
  }

  /** What stood before each of these words stands again; gives those. */
  async withdraw(
    assetId: string,
    names: readonly WordName[],
    at: number,
  ): Promise<Word[]> {
    const restored: Word[] = [];
    for (const { key, revision } of names) {
      const ofRow = () =>
        this.#words().where({ asset_id: assetId, row_key: key });
      await ofRow()
        .where({ revision })
        .update({ stands: false, withdrawn_at: at });
      const before = await ofRow()
        .whereNull('withdrawn_at')
        .orderBy('revision', 'desc')
        .first();
      if (!before) continue;
      await ofRow()
        .where({ revision: before.revision })
        .update({ stands: true });
      restored.push(toWord(before));
    }
    return restored;
  }

  /** The last word on each row that was said in an audit, whatever was said of it elsewhere. */
  async ofAudits(auditIds: readonly string[]): Promise<Word[]> {
    const rows = await this.#words()
      .whereIn('audit_id', [...auditIds])
      .whereNull('withdrawn_at')
      .orderBy('id');
    const last = new Map(
      rows.map(row => [JSON.stringify([row.audit_id, row.row_key]), row]),
    );
    return [...last.values()].map(toWord);
  }

  /** Standing new labels for which one of these models was the evidence, outside audits. */
  async relabelledOnWordOf(
    modelAssetIds: readonly string[],
    assetIds: readonly string[],
  ): Promise<Word[]> {
    const rows = await this.#words()
      .where({ kind: 'relabel', stands: true })
      .whereIn('asset_id', [...assetIds])
      .whereIn('evidence_model_asset_id', [...modelAssetIds]);
    // Asked for in SQL, SQLite would look through all words outside audits.
    return rows.filter(row => row.audit_id === null).map(toWord);
  }

  async #lastRevisions(
    assetId: string,
    keys: readonly string[],
  ): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (const some of parts(keys, KEYS_A_QUERY)) {
      const rows = await this.knex('decisions')
        .where({ asset_id: assetId })
        .whereIn('row_key', some)
        .groupBy('row_key')
        .select<{ key: string; last: number }[]>(
          { key: 'row_key' },
          this.knex.raw('max(??) as ??', ['revision', 'last']),
        );
      for (const { key, last } of rows) found.set(key, Number(last));
    }
    return found;
  }

  #words() {
    return this.knex<WordRow>('decisions');
  }
}

function* parts<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}
