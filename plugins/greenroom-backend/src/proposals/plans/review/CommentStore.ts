import type { Knex } from 'knex';
import type { PullPlace } from '../PullPlan';

type CommentRow = {
  source_id: string;
  repository: string;
  pull_number: number;
  id: string;
  held_until: number | string;
  url: string | null;
};

/** Who asks to say a comment gets one of these. */
export type CommentTurn =
  /** They say it; nobody else does meanwhile. */
  | { readonly type: 'theirs' }
  | { readonly type: 'said'; readonly url: string }
  /** Somebody else is at it, or did not hear what became of it. */
  | { readonly type: 'held' };

/** Comments on their way to a host. Derived: what was said is found there by its marker. */
export class CommentStore {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number = Date.now,
  ) {}

  /** One of many who ask at once gets the turn, until it is settled or runs out. */
  async take(
    place: PullPlace,
    id: string,
    holdMillis: number,
  ): Promise<CommentTurn> {
    const now = this.now();
    // A row that nobody holds, for whoever is first.
    await this.knex('plan_comments')
      .insert({ ...keyOf(place, id), held_until: 0 })
      .onConflict(['source_id', 'repository', 'pull_number', 'id'])
      .ignore();
    const taken = await this.knex<CommentRow>('plan_comments')
      .where(keyOf(place, id))
      .whereNull('url')
      .where('held_until', '<=', now)
      .update({ held_until: now + holdMillis });
    if (taken === 1) return { type: 'theirs' };
    const row = await this.knex<CommentRow>('plan_comments')
      .where(keyOf(place, id))
      .first();
    return row?.url ? { type: 'said', url: row.url } : { type: 'held' };
  }

  async said(place: PullPlace, id: string, url: string): Promise<void> {
    await this.knex<CommentRow>('plan_comments')
      .where(keyOf(place, id))
      .update({ url });
  }

  /** Gives the turn back: the next has it after so long. */
  async release(
    place: PullPlace,
    id: string,
    afterMillis: number,
  ): Promise<void> {
    await this.knex<CommentRow>('plan_comments')
      .where(keyOf(place, id))
      .update({ held_until: this.now() + afterMillis });
  }
}

function keyOf({ sourceId, repository, number }: PullPlace, id: string) {
  return { source_id: sourceId, repository, pull_number: number, id };
}
