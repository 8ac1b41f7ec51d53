import { randomUUID } from 'node:crypto';
import type {
  ReviewQuestion,
  ReviewSectionName,
  ReviewVote,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import { timeOf } from './StoredReview';

type AgreementRow = {
  review_id: string;
  section: ReviewSectionName;
  person: string;
  at: number | string;
};
type VoteRow = {
  review_id: string;
  person: string;
  decision: ReviewVote['decision'];
  conditions: string;
  comment: string | null;
  at: number | string;
};
type WordRow = {
  id: string;
  review_id: string;
  question_id: string | null;
  section: ReviewSectionName | null;
  text: string;
  person: string;
  at: number | string;
};

/** What people said in one review. */
export type Talk = {
  readonly agreements: readonly {
    readonly section: ReviewSectionName;
    readonly person: string;
    readonly at: string;
  }[];
  readonly votes: readonly ReviewVote[];
  readonly questions: readonly ReviewQuestion[];
};

/** What people say in reviews: agreements, votes, questions and answers. */
export class ReviewTalk {
  constructor(private readonly knex: Knex) {}

  /** By review; of one in which nobody spoke, nothing. */
  async of(reviewIds: readonly string[]): Promise<Map<string, Talk>> {
    const ids = [...reviewIds];
    const [agreements, votes, words] = await Promise.all([
      this.knex<AgreementRow>('review_agreements')
        .whereIn('review_id', ids)
        .orderBy('at'),
      this.knex<VoteRow>('review_votes')
        .whereIn('review_id', ids)
        .orderBy(['at', 'person']),
      this.knex<WordRow>('review_words')
        .whereIn('review_id', ids)
        .orderBy(['at', 'id']),
    ]);
    return new Map(
      ids.map(id => {
        const of = <Row extends { review_id: string }>(rows: readonly Row[]) =>
          rows.filter(row => row.review_id === id);
        return [
          id,
          {
            agreements: of(agreements).map(({ section, person, at }) => ({
              section,
              person,
              at: timeOf(at)!,
            })),
            votes: of(votes).map(toVote),
            questions: questionsOf(of(words)),
          },
        ];
      }),
    );
  }

  async agree(
    reviewId: string,
    section: ReviewSectionName,
    person: string,
  ): Promise<void> {
    await this.knex('review_agreements')
      .insert({ review_id: reviewId, section, person, at: Date.now() })
      .onConflict(['review_id', 'section', 'person'])
      .ignore();
  }

  async takeBack(
    reviewId: string,
    section: ReviewSectionName,
    person: string,
  ): Promise<void> {
    await this.knex('review_agreements')
      .where({ review_id: reviewId, section, person })
      .delete();
  }

  /** One person has one vote, the last they gave. */
  async vote(reviewId: string, vote: ReviewVote): Promise<void> {
    await this.knex('review_votes')
      .insert({
        review_id: reviewId,
        person: vote.person,
        decision: vote.decision,
        conditions: JSON.stringify(vote.conditions),
        comment: vote.comment ?? null,
        at: Date.parse(vote.at),
      })
      .onConflict(['review_id', 'person'])
      .merge();
  }

  async ask(
    reviewId: string,
    question: {
      readonly text: string;
      readonly section?: ReviewSectionName;
      readonly person: string;
    },
  ): Promise<void> {
    await this.#say({ review_id: reviewId, ...question });
  }

  /** @returns false where there is no such question in the review */
  async answer(
    reviewId: string,
    questionId: string,
    answer: { readonly text: string; readonly person: string },
  ): Promise<boolean> {
    const question = await this.knex<WordRow>('review_words')
      .where({ id: questionId, review_id: reviewId })
      .whereNull('question_id')
      .first();
    if (!question) return false;
    await this.#say({
      review_id: reviewId,
      question_id: questionId,
      ...answer,
    });
    return true;
  }

  async #say(word: Partial<WordRow>): Promise<void> {
    await this.knex('review_words').insert({
      ...word,
      id: randomUUID(),
      at: Date.now(),
    });
  }
}

function toVote(row: VoteRow): ReviewVote {
  return {
    person: row.person,
    at: timeOf(row.at)!,
    decision: row.decision,
    conditions: JSON.parse(row.conditions),
    comment: row.comment ?? undefined,
  };
}

function questionsOf(words: readonly WordRow[]): ReviewQuestion[] {
  return words
    .filter(word => word.question_id === null)
    .map(({ id, section, text, person, at }) => ({
      id,
      section: section ?? undefined,
      text,
      person,
      at: timeOf(at)!,
      answers: words
        .filter(word => word.question_id === id)
        .map(answer => ({
          text: answer.text,
          person: answer.person,
          at: timeOf(answer.at)!,
        })),
    }));
}
