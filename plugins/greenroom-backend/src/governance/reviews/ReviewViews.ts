import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Review,
  ReviewAction,
  ReviewList,
  ReviewState,
  ReviewSummary,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  ANYBODY,
  isReviewOpen,
  isUnknown,
  missingSignatures,
  standingOf,
} from '@greenroom/governance';
import { type Hearing, type ReviewCourt, waitsFor } from './ReviewCourt';
import type { ToldReview } from './maskReview';
import type { ReviewSight } from './ReviewSight';
import type { ReviewStore } from './ReviewStore';
import type { ReviewTalk } from './ReviewTalk';
import type { StoredReview } from './StoredReview';
import type { AssetScope } from '../../permissions/AssetScope';

/** What the permissions of the caller let them do with the model. */
export type CallerMay = {
  /** Entity reference; absent where a service asks. */
  readonly person?: string;
  readonly may: ReadonlySet<'review' | 'approve'>;
};

/** Reviews as a person sees them. */
export class ReviewViews {
  constructor(
    private readonly rooms: {
      reviews: ReviewStore;
      talk: ReviewTalk;
      court: ReviewCourt;
      sight: Pick<ReviewSight, 'of'>;
    },
  ) {}

  async list(
    query: {
      readonly state?: ReviewState;
      readonly assetId?: string;
      readonly scope?: AssetScope;
      readonly limit: number;
      readonly offset: number;
    },
    person: string | undefined,
    credentials: BackstageCredentials,
  ): Promise<ReviewList> {
    const { state, assetId, scope, ...page } = query;
    const filter = { assetId, scope, ...(state && { states: [state] }) };
    const reviews = await this.rooms.reviews.list(filter, page);
    const heard = await this.#hear(reviews, credentials);
    return {
      items: heard.map(review => summaryOf(review, person)),
      total: await this.rooms.reviews.count(filter),
    };
  }

  /** @throws NotFoundError where there is no such review */
  async get(
    id: string,
    caller: CallerMay,
    credentials: BackstageCredentials,
  ): Promise<Review> {
    const review = await this.rooms.reviews.get(id);
    if (!review) throw new NotFoundError(`No review ${id}.`);
    const [heard] = await this.#hear([review], credentials);
    return pageOf(heard, caller);
  }

  async #hear(
    reviews: readonly StoredReview[],
    credentials: BackstageCredentials,
  ): Promise<Heard[]> {
    const { talk, court, sight } = this.rooms;
    const said = await talk.of(reviews.map(({ id }) => id));
    const hearings = await court.hear(reviews, id => said.get(id)?.votes ?? []);
    const tell = await sight.of(reviews, credentials);
    return reviews.map(review => ({
      ...tell(review, said.get(review.id)!),
      hearing: hearings.get(review.id)!,
    }));
  }
}

type Heard = ToldReview & { readonly hearing: Hearing };

function summaryOf(
  { review, talk, hearing }: Heard,
  person: string | undefined,
): ReviewSummary {
  const { subject, state } = review;
  const isOpen = isReviewOpen(state);
  return {
    id: review.id,
    assetId: review.assetId,
    entityRef: subject.entityRef,
    name: subject.name,
    owner: subject.owner,
    versionId: review.versionId,
    semver: subject.semver,
    revision: subject.revision,
    revisionUrl: subject.revisionUrl,
    requestedBy: review.requestedBy,
    requestedAt: review.requestedAt,
    reason: review.reason,
    state,
    decision: review.decision,
    standing: standingOf(
      review.decision && {
        decision: review.decision,
        expiresAt: review.expiresAt,
      },
      review.changes,
      new Date(),
    ),
    agreed: new Set(talk.agreements.map(({ section }) => section)).size,
    sections: review.sections.length,
    openQuestions: talk.questions.filter(each => each.answers.length === 0)
      .length,
    missing: isOpen ? missingSignatures(hearing.quorum) : 0,
    waitsForMe:
      isOpen && person !== undefined && waitsFor(person, hearing.quorum),
  };
}

function pageOf(heard: Heard, { person, may }: CallerMay): Review {
  const { review, talk, hearing, hiddenFiles } = heard;
  const { sections: _count, ...summary } = summaryOf(heard, person);
  const barred = person === undefined ? undefined : hearing.barred(person);
  return {
    ...summary,
    sections: review.sections.map(section => ({
      ...section,
      agreedBy: talk.agreements
        .filter(each => each.section === section.name)
        .map(each => ({ person: each.person, at: each.at })),
    })),
    files: review.subject.files,
    data: review.subject.data ?? [],
    hiddenFiles,
    manifestPath: review.subject.manifestPath,
    authors: review.authors,
    authorsRemark: remarkOf(review),
    questions: talk.questions,
    votes: talk.votes,
    quorum: hearing.quorum,
    rule: review.rule.name,
    expiresAt: review.expiresAt,
    changes: review.changes,
    statement: review.statement && {
      ...review.statement,
      command: commandOf(review.statement.path, review.subject),
    },
    allowed: actionsOf(review, { person, may }, barred),
    barred: may.has('approve') ? barred : undefined,
  };
}

function actionsOf(
  { state, statement, requestedBy, changes }: StoredReview,
  { person, may }: CallerMay,
  barred: string | undefined,
): ReviewAction[] {
  if (person === undefined) return [];
  if (state === 'decided')
    return may.has('approve') &&
      ['unsigned', 'writing', 'closed'].includes(statement?.state ?? '')
      ? ['publish']
      : [];
  if (!isReviewOpen(state)) return [];
  const isTheirs =
    requestedBy.type === 'person' && requestedBy.person === person;
  return [
    ...(may.has('approve') && barred === undefined
      ? (['agree', 'decide'] as const)
      : []),
    ...(may.has('review') ? (['ask', 'answer'] as const) : []),
    ...(may.has('review') && isTheirs ? (['withdraw'] as const) : []),
    ...(may.has('review') && changes.length > 0 ? (['renew'] as const) : []),
  ];
}

function remarkOf({ authors }: StoredReview): string | undefined {
  const unknown = authors.filter(isUnknown);
  if (unknown.length === 0) return undefined;
  const names = unknown.map(({ name }) => name).join(', ');
  return `Who ${names} is, the git host does not vouch for, or the catalog does not know. One of those who sign could be among them, so one signature more is needed, of ${ANYBODY} in the teams; the statement names them as not verified.`;
}

/** Offline, with clones beside one another and keys from elsewhere. */
function commandOf(
  path: string,
  { data = [] }: StoredReview['subject'],
): string {
  return [
    `greenroom review verify ${path} --trust KEYS.yaml`,
    ...data.map(
      ({ repository }) =>
        `--data ${repository}=../${repository.split('/').at(-1)}`,
    ),
  ].join(' ');
}
