import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { LineageSight } from '../../lineage/LineageSight';
import type { AssetStore } from '../../registry/AssetStore';
import { maskReview, type ToldReview } from './maskReview';
import type { Mention } from './Mention';
import type { ReviewEvidence } from './ReviewEvidence';
import type { Talk } from './ReviewTalk';
import type { StoredReview } from './StoredReview';

/** A review as it is told to somebody. */
export type Tell = (review: StoredReview, talk: Talk) => ToldReview;

/** What was pinned names what a model was made of: here the names are taken out that a reader may not see. */
export class ReviewSight {
  constructor(
    private readonly rooms: {
      assets: Pick<AssetStore, 'get' | 'getVersion'>;
      evidence: Pick<ReviewEvidence, 'mentions'>;
      sight: Pick<LineageSight, 'hiddenFrom'>;
    },
  ) {}

  async of(
    reviews: readonly StoredReview[],
    credentials: BackstageCredentials,
  ): Promise<Tell> {
    const mentions = new Map<string, readonly Mention[]>();
    const hidden = await this.rooms.sight.hiddenFrom(credentials, async () => {
      for (const review of reviews)
        mentions.set(review.id, await this.#mentionsIn(review));
      return [...mentions.values()].flat().map(({ assetId }) => assetId);
    });
    return (review, talk) =>
      maskReview(
        { review, talk },
        (mentions.get(review.id) ?? []).filter(({ assetId }) =>
          hidden.has(assetId),
        ),
      );
  }

  /** As pinned; of reviews from before that was, as it is now. */
  async #mentionsIn(review: StoredReview): Promise<readonly Mention[]> {
    const { subject, assetId, versionId } = review;
    if (subject.tellsOf) return subject.tellsOf;
    const { assets, evidence } = this.rooms;
    const asset = await assets.get(assetId);
    const version = await assets.getVersion(versionId);
    return asset && version ? evidence.mentions(asset, version) : [];
  }
}
