import { ApiConnection, type ConnectionOptions } from './ApiConnection';
import type {
  Review,
  ReviewAnswerRequest,
  ReviewDecisionRequest,
  ReviewList,
  ReviewQuery,
  ReviewQuestionRequest,
  ReviewRequest,
  ReviewsApi,
  ReviewSectionName,
} from './review';

/** Reviews, as the frontend and other backends ask for them. */
export class ReviewsClient implements ReviewsApi {
  readonly #connection: ApiConnection;

  constructor(options: ConnectionOptions) {
    this.#connection = new ApiConnection(options);
  }

  listReviews(query: ReviewQuery = {}) {
    return this.#connection.get<ReviewList>('/reviews', query);
  }
  getReview(reviewId: string) {
    return this.#connection.get<Review>(placeOf(reviewId));
  }
  requestReview(assetId: string, request: ReviewRequest) {
    return this.#post(
      `/assets/${encodeURIComponent(assetId)}/reviews`,
      request,
    );
  }
  agreeToSection(reviewId: string, section: ReviewSectionName) {
    return this.#connection.send<Review>(
      'PUT',
      `${placeOf(reviewId)}/sections/${section}/agreement`,
    );
  }
  takeBackAgreement(reviewId: string, section: ReviewSectionName) {
    return this.#connection.send<Review>(
      'DELETE',
      `${placeOf(reviewId)}/sections/${section}/agreement`,
    );
  }
  askInReview(reviewId: string, question: ReviewQuestionRequest) {
    return this.#post(`${placeOf(reviewId)}/questions`, question);
  }
  answerInReview(
    reviewId: string,
    questionId: string,
    answer: ReviewAnswerRequest,
  ) {
    const question = encodeURIComponent(questionId);
    return this.#post(
      `${placeOf(reviewId)}/questions/${question}/answers`,
      answer,
    );
  }
  decideReview(reviewId: string, decision: ReviewDecisionRequest) {
    return this.#post(`${placeOf(reviewId)}/decision`, decision);
  }
  publishReview(reviewId: string) {
    return this.#post(`${placeOf(reviewId)}/publish`);
  }
  withdrawReview(reviewId: string) {
    return this.#post(`${placeOf(reviewId)}/withdraw`);
  }
  renewReview(reviewId: string) {
    return this.#post(`${placeOf(reviewId)}/renew`);
  }

  #post(path: string, body: unknown = {}) {
    return this.#connection.send<Review>('POST', path, body);
  }
}

function placeOf(reviewId: string): string {
  return `/reviews/${encodeURIComponent(reviewId)}`;
}
