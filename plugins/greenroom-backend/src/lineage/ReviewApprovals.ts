import type { ReviewStore } from '../governance/reviews/ReviewStore';
import type { ReviewTalk } from '../governance/reviews/ReviewTalk';
import type { Approval } from './statements/approvalEdges';

/** Reviews of one asset; more are not looked through. */
const REVIEWS = 1_000;
const DECIDED = ['decided', 'in git'] as const;

/** Approvals of the versions of assets, as its reviews have them. */
export class ReviewApprovals {
  constructor(
    private readonly rooms: { reviews: ReviewStore; talk: ReviewTalk },
  ) {}

  /** By asset, of those that have any. */
  async ofAll(
    assetIds: readonly string[],
  ): Promise<ReadonlyMap<string, Approval[]>> {
    const found = new Map<string, Approval[]>();
    for (const id of await this.rooms.reviews.assetsIn(DECIDED, assetIds))
      found.set(id, await this.#of(id));
    return found;
  }

  async #of(assetId: string): Promise<Approval[]> {
    const decided = await this.rooms.reviews.list(
      { assetId, states: DECIDED },
      { limit: REVIEWS, offset: 0 },
    );
    const approved = decided.filter(({ decision }) => decision !== 'rejected');
    if (approved.length === 0) return [];
    const said = await this.rooms.talk.of(approved.map(({ id }) => id));
    return approved.flatMap(review => {
      const { decidedAt, expiresAt, statement } = review;
      return (said.get(review.id)?.votes ?? []).flatMap(
        ({ person, decision, at }) =>
          decision === 'rejected'
            ? []
            : [
                {
                  reviewId: review.id,
                  versionId: review.versionId,
                  person,
                  decision,
                  path: statement?.path,
                  since: Date.parse(decidedAt ?? at),
                  until: expiresAt ? Date.parse(expiresAt) : undefined,
                },
              ],
      );
    });
  }
}
