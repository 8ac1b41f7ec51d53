import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { SourceEvent } from '@greenroom/backstage-plugin-greenroom-node';
import { changedSince, isReviewOpen, standingOf } from '@greenroom/governance';
import type { Asset, Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import type { Acts } from '../audit/Acts';
import type { ReviewDecisions } from './ReviewDecisions';
import type { ReviewEvidence } from './ReviewEvidence';
import type { ReviewMessages } from './ReviewMessages';
import type { ReviewRequests } from './ReviewRequests';
import { type MatchedRule, ruleFor } from './ReviewRules';
import type { ReviewStore } from './ReviewStore';
import type { StoredReview } from './StoredReview';

/** So many decisions are held against what is there now in one pass; the newest first. */
const LOOKED_AT = 500;

/** What happens to reviews without a person: pull requests end, evidence changes, rules ask. */
export class ReviewPass {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      reviews: ReviewStore;
      evidence: ReviewEvidence;
      decisions: ReviewDecisions;
      requests: ReviewRequests;
      messages: ReviewMessages;
      rules: readonly MatchedRule[];
      logger: LoggerService;
      acts: Pick<Acts, 'note'>;
    },
  ) {}

  /** A pull request that may be the one of a decision. */
  async heard(event: SourceEvent): Promise<void> {
    if (event.type !== 'pull-request') return;
    for (const review of await this.#inState('decided')) {
      const { subject, statement } = review;
      if (
        subject.sourceId === event.sourceId &&
        subject.repository === event.repository &&
        statement?.pull?.number === event.number
      )
        await this.rooms.decisions.follow(review);
    }
  }

  async run(): Promise<void> {
    for (const review of await this.#inState('decided'))
      await this.#try(`follow the review ${review.id}`, () =>
        this.rooms.decisions.follow(review),
      );
    for (const state of ['open', 'decided', 'in git'] as const)
      for (const review of await this.#inState(state))
        await this.#try(`look at the review ${review.id} again`, () =>
          this.look(review),
        );
    if (this.rooms.rules.some(({ asks }) => asks === 'each version'))
      await this.#ask();
  }

  /** Holds what a decision rests on, or is to rest on, against what is there now. */
  async look(review: StoredReview): Promise<void> {
    const { state, decision } = review;
    const counts = decision !== undefined && decision !== 'rejected';
    if (!counts && !isReviewOpen(state)) return;
    const { acts, assets, evidence, reviews, messages } = this.rooms;
    const asset = await assets.get(review.assetId);
    const version = await assets.getVersion(review.versionId);
    const changes =
      asset && version
        ? changedSince(
            review.sections.flatMap(({ pins }) => pins),
            await evidence.pins(asset, version),
          )
        : ['The version is not in git any more: its history was rewritten.'];
    if (changes.join('\n') === review.changes.join('\n')) return;
    await reviews.noteChanges(review.id, changes);
    await acts.note('review-outdate', {
      reviewId: review.id,
      changes: changes.length,
    });
    if (counts && review.changes.length === 0 && changes.length > 0)
      await messages.outdated({ ...review, changes });
  }

  /** Reviews that rules ask for: of newest versions without one, and of those whose approval counts no more. */
  async #ask(): Promise<void> {
    const { acts, assets, rules, requests, evidence } = this.rooms;
    for (const asset of await assets.listOfKind('model')) {
      const rule = ruleFor(rules, asset);
      if (rule.asks !== 'each version') continue;
      const version = await assets.headVersion(asset.id);
      if (!version || !(await evidence.isThere(asset, version))) continue;
      const reason = await this.#reasonFor(asset, version);
      if (reason !== undefined)
        await this.#try(`ask for a review of ${asset.id}`, async () => {
          const { id } = await requests.request(
            asset.id,
            version.id,
            { type: 'rule', rule: rule.name },
            reason,
          );
          await acts.note('review-ask', { reviewId: id, rule: rule.name });
        });
    }
  }

  /** @returns undefined where none is needed */
  async #reasonFor(
    asset: Asset,
    version: Version,
  ): Promise<string | undefined> {
    const of = await this.rooms.reviews.list(
      { assetId: asset.id, versionId: version.id },
      { limit: 50, offset: 0 },
    );
    if (of.some(({ state }) => state === 'open')) return undefined;
    const [last] = of;
    if (!last) return 'A new version.';
    if (last.state === 'withdrawn' || last.decision === undefined)
      return undefined;
    const standing = standingOf(
      { decision: last.decision, expiresAt: last.expiresAt },
      last.changes,
      new Date(),
    );
    if (standing.state === 'expired')
      return `Its approval ended on ${standing.since.slice(0, 10)}.`;
    return standing.state === 'outdated'
      ? `Its approval rests on what is another now: ${standing.reasons[0]}`
      : undefined;
  }

  #inState(state: StoredReview['state']): Promise<StoredReview[]> {
    return this.rooms.reviews.list(
      { states: [state] },
      { limit: LOOKED_AT, offset: 0 },
    );
  }

  async #try(what: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.rooms.logger.warn(`Could not ${what}: ${stringifyError(error)}`);
    }
  }
}
