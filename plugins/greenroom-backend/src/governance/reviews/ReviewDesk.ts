import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { ReviewSectionName } from '@greenroom/backstage-plugin-greenroom-common';
import { isReviewOpen } from '@greenroom/governance';
import type { ReviewCourt } from './ReviewCourt';
import type { ReviewMessages } from './ReviewMessages';
import type { ReviewStore } from './ReviewStore';
import type { ReviewTalk } from './ReviewTalk';
import type { StoredReview } from './StoredReview';

/** What people do in a review before it is decided. */
export class ReviewDesk {
  constructor(
    private readonly rooms: {
      reviews: ReviewStore;
      talk: ReviewTalk;
      court: ReviewCourt;
      messages: ReviewMessages;
    },
  ) {}

  /** @throws NotFoundError where there is no such review */
  async assetOf(reviewId: string): Promise<string> {
    return (await this.#get(reviewId)).assetId;
  }

  /**
   * Agreed by whoever may decide: what an author thinks of their own evidence is
   * an answer, not an agreement.
   */
  async agree(
    reviewId: string,
    section: ReviewSectionName,
    person: string,
  ): Promise<void> {
    const review = await this.#open(reviewId);
    const { court, talk } = this.rooms;
    const votes = (await talk.of([reviewId])).get(reviewId)!.votes;
    const heard = await court.hear([review], () => votes);
    const barred = heard.get(reviewId)!.barred(person);
    if (barred !== undefined) throw new NotAllowedError(barred);
    await talk.agree(reviewId, section, person);
  }

  async takeBack(
    reviewId: string,
    section: ReviewSectionName,
    person: string,
  ): Promise<void> {
    await this.#open(reviewId);
    await this.rooms.talk.takeBack(reviewId, section, person);
  }

  async ask(
    reviewId: string,
    question: {
      readonly text: string;
      readonly section?: ReviewSectionName;
      readonly person: string;
    },
  ): Promise<void> {
    const review = await this.#open(reviewId);
    await this.rooms.talk.ask(reviewId, question);
    await this.rooms.messages.asked(review, question.text);
  }

  /** @throws NotFoundError where there is no such question */
  async answer(
    reviewId: string,
    questionId: string,
    answer: { readonly text: string; readonly person: string },
  ): Promise<void> {
    await this.#open(reviewId);
    if (!(await this.rooms.talk.answer(reviewId, questionId, answer)))
      throw new NotFoundError(`No question ${questionId} in this review.`);
  }

  /** @throws NotAllowedError where somebody else asked for it */
  async withdraw(reviewId: string, person: string): Promise<void> {
    const { requestedBy } = await this.#open(reviewId);
    if (requestedBy.type !== 'person' || requestedBy.person !== person)
      throw new NotAllowedError(
        requestedBy.type === 'person'
          ? `${requestedBy.person} asked for this review; only they withdraw it.`
          : `The rule '${requestedBy.rule}' asks for this review; it ends by a decision.`,
      );
    await this.rooms.reviews.withdraw(reviewId);
  }

  async #get(reviewId: string): Promise<StoredReview> {
    const review = await this.rooms.reviews.get(reviewId);
    if (!review) throw new NotFoundError(`No review ${reviewId}.`);
    return review;
  }

  async #open(reviewId: string): Promise<StoredReview> {
    const review = await this.#get(reviewId);
    if (isReviewOpen(review.state)) return review;
    throw new ConflictError(
      `This review is ${review.state}: nothing changes in it any more. Ask for a new one.`,
    );
  }
}
