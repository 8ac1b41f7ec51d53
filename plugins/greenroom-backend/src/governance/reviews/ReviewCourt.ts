import type { ReviewVote } from '@greenroom/backstage-plugin-greenroom-common';
import {
  ANYBODY,
  barredFrom,
  type Decided,
  decidedBy,
  quorumOf,
  type Signed,
} from '@greenroom/governance';
import type { ReviewPeople } from './ReviewPeople';
import type { StoredReview } from './StoredReview';

/** How one review stands by its votes, and what it says to one person. */
export type Hearing = {
  readonly quorum: readonly Signed[];
  readonly decided?: Decided;
  /** Why this person cannot decide. */
  barred(person: string): string | undefined;
};

/** Puts votes, authors and the members of teams together. */
export class ReviewCourt {
  constructor(private readonly people: Pick<ReviewPeople, 'membersOf'>) {}

  /** @param votesOf - of each review */
  async hear(
    reviews: readonly StoredReview[],
    votesOf: (reviewId: string) => readonly ReviewVote[],
  ): Promise<ReadonlyMap<string, Hearing>> {
    const members = await this.people.membersOf(
      reviews.flatMap(({ rule }) => rule.teams.map(({ team }) => team)),
    );
    return new Map(
      reviews.map(review => {
        const { authors, rule } = review;
        const votes = votesOf(review.id);
        const quorum = quorumOf(rule.teams, {
          authors,
          votes,
          membersOf: team => members.get(team) ?? [],
        });
        return [
          review.id,
          {
            quorum,
            decided: decidedBy(votes, quorum, authors),
            barred: person => barredFrom(person, authors, quorum),
          },
        ];
      }),
    );
  }
}

/** Whether a review waits for this person among others. */
export function waitsFor(person: string, quorum: readonly Signed[]): boolean {
  return quorum.some(
    ({ team, mayStillSign }) =>
      team !== ANYBODY && mayStillSign.includes(person),
  );
}
