import { randomUUID } from 'node:crypto';
import type {
  ReviewDecision,
  ReviewState,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import {
  type NewReview,
  type ReviewRow,
  type StatementPlace,
  type StoredReview,
  toReview,
} from './StoredReview';
import {
  ALL_ASSETS,
  type AssetScope,
  idsInScope,
} from '../../permissions/AssetScope';

export type ReviewFilter = {
  readonly states?: readonly ReviewState[];
  readonly assetId?: string;
  readonly versionId?: string;
  /** Default: of all assets. */
  readonly scope?: AssetScope;
};

/** Reviews and where each stands; what people say in them is in `ReviewTalk`. */
export class ReviewStore {
  constructor(private readonly knex: Knex) {}

  /** @returns undefined where the version has an open review already */
  async open(review: NewReview): Promise<StoredReview | undefined> {
    const id = randomUUID();
    const { requestedBy } = review;
    await this.knex<ReviewRow>('reviews')
      .insert({
        id,
        asset_id: review.assetId,
        version_id: review.versionId,
        open_version_id: review.versionId,
        subject: JSON.stringify(review.subject),
        sections: JSON.stringify(review.sections),
        authors: JSON.stringify(review.authors),
        rule: JSON.stringify(review.rule),
        requested_by_type: requestedBy.type,
        requested_by:
          requestedBy.type === 'rule' ? requestedBy.rule : requestedBy.person,
        reason: review.reason ?? null,
        requested_at: Date.now(),
        state: 'open',
      })
      .onConflict('open_version_id')
      .ignore();
    return this.get(id);
  }

  /**
   * Withdraws an open review and opens another in its place, both or neither.
   *
   * @returns undefined where it is open no more
   */
  async renew(
    id: string,
    review: NewReview,
  ): Promise<StoredReview | undefined> {
    return this.knex.transaction(async trx => {
      const within = new ReviewStore(trx);
      return (await within.withdraw(id)) ? within.open(review) : undefined;
    });
  }

  async get(id: string): Promise<StoredReview | undefined> {
    const row = await this.knex<ReviewRow>('reviews').where({ id }).first();
    return row && toReview(row);
  }

  /** Those that wait longest first, then what was decided, newest first. */
  async list(
    filter: ReviewFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<StoredReview[]> {
    const rows = await this.#where(filter)
      .orderByRaw("case when state = 'open' then 0 else 1 end")
      .orderByRaw(
        "case when state = 'open' then requested_at else -requested_at end",
      )
      .orderBy('id')
      .limit(page.limit)
      .offset(page.offset);
    return rows.map(toReview);
  }

  /** Assets with an approval that came to its end since then. @param since - milliseconds since 1970 */
  async assetsEndedSince(since: number): Promise<string[]> {
    const rows = await this.knex<ReviewRow>('reviews')
      .whereBetween('expires_at', [since, Date.now()])
      .distinct('asset_id');
    return rows.map(({ asset_id }) => asset_id);
  }

  /** Of these assets those with a review in one of these states. */
  async assetsIn(
    states: readonly ReviewState[],
    assetIds: readonly string[],
  ): Promise<Set<string>> {
    const rows = await this.#where({ states })
      .whereIn('asset_id', [...assetIds])
      .distinct('asset_id');
    return new Set(rows.map(({ asset_id }) => asset_id));
  }

  async count(filter: ReviewFilter): Promise<number> {
    const [{ total }] = await this.#where(filter).count<
      { total: number | string }[]
    >({ total: '*' });
    return Number(total);
  }

  /** Decides an open one; false where somebody was faster. */
  async decide(
    id: string,
    decided: {
      readonly decision: ReviewDecision;
      readonly at: Date;
      readonly expiresAt?: Date;
      readonly envelope?: string;
      readonly statement: StatementPlace;
    },
  ): Promise<boolean> {
    return this.#move(id, 'open', {
      state: 'decided',
      open_version_id: null,
      decision: decided.decision,
      decided_at: decided.at.getTime(),
      expires_at: decided.expiresAt?.getTime() ?? null,
      envelope: decided.envelope ?? null,
      statement: JSON.stringify(decided.statement),
    });
  }

  withdraw(id: string): Promise<boolean> {
    return this.#move(id, 'open', {
      state: 'withdrawn',
      open_version_id: null,
    });
  }

  /** Where the statement is; a merged one is in git. */
  place(id: string, statement: StatementPlace): Promise<boolean> {
    return this.#move(id, 'decided', {
      statement: JSON.stringify(statement),
      ...(statement.state === 'merged' && { state: 'in git' as const }),
    });
  }

  /** Signs what was decided while there was no key. */
  sign(
    id: string,
    envelope: string,
    statement: StatementPlace,
  ): Promise<boolean> {
    return this.#move(id, 'decided', {
      envelope,
      statement: JSON.stringify(statement),
    });
  }

  async noteChanges(id: string, changes: readonly string[]): Promise<void> {
    await this.knex<ReviewRow>('reviews')
      .where({ id })
      .update({ changes: JSON.stringify(changes) });
  }

  async #move(
    id: string,
    from: ReviewState,
    change: Partial<ReviewRow>,
  ): Promise<boolean> {
    const moved = await this.knex<ReviewRow>('reviews')
      .where({ id, state: from })
      .update(change);
    return moved > 0;
  }

  #where({ states, assetId, versionId, scope = ALL_ASSETS }: ReviewFilter) {
    const query = this.knex<ReviewRow>('reviews');
    if (states) query.whereIn('state', [...states]);
    if (assetId !== undefined) query.where({ asset_id: assetId });
    if (versionId !== undefined) query.where({ version_id: versionId });
    if (scope.type !== 'all')
      query.whereIn('asset_id', idsInScope(this.knex, scope));
    return query;
  }
}
