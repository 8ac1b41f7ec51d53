import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { ReviewDecisionRequest } from '@greenroom/backstage-plugin-greenroom-common';
import type {
  Person,
  PullRequest,
} from '@greenroom/backstage-plugin-greenroom-node';
import {
  type Decided,
  isReviewOpen,
  neededSigners,
  statementOf,
  withVote,
} from '@greenroom/governance';
import type {
  StatementFile,
  StatementPublisher,
} from '../../proposals/statements/StatementPublisher';
import type { Acts } from '../audit/Acts';
import { type Hearing, type ReviewCourt } from './ReviewCourt';
import { type ReviewMessages, titleOf, versionOf } from './ReviewMessages';
import type { ReviewSigner } from './ReviewSigner';
import type { ReviewStore } from './ReviewStore';
import type { ReviewTalk } from './ReviewTalk';
import type { StatementPlace, StoredReview } from './StoredReview';

export type Decider = {
  /** Entity reference. */
  readonly person: string;
  readonly credentials: BackstageCredentials;
  /** Named in the commit that the integration makes. */
  readonly coAuthor?: Person;
};

const NO_KEY =
  'The portal has no key to sign with. Set greenroom.reviews.signingKeys, then write it to git from here.';

/** Takes votes; what they come to is signed and written to git. */
export class ReviewDecisions {
  constructor(
    private readonly rooms: {
      reviews: ReviewStore;
      talk: ReviewTalk;
      court: ReviewCourt;
      signer: ReviewSigner;
      statements: StatementPublisher;
      messages: ReviewMessages;
      /** Rules that keep a version from being approved, a sentence each, in words that the caller may be told. */
      blocking(
        versionId: string,
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
      /** Folder of statements in a repository. */
      folder: string;
      acts: Pick<Acts, 'note'>;
      /** Of a decision that stands from now on: lineage gets an edge. */
      approved?(review: StoredReview): Promise<void>;
    },
  ) {}

  /**
   * One person's word; the last counts while the review is open.
   *
   * @throws NotAllowedError where they wrote the version, or are in no team that signs
   * @throws ConflictError where it is decided already, or a rule that blocks keeps it from being approved
   */
  async decide(
    id: string,
    request: Required<Pick<ReviewDecisionRequest, 'decision' | 'conditions'>> &
      Pick<ReviewDecisionRequest, 'comment'>,
    by: Decider,
  ): Promise<void> {
    const { talk, reviews, messages } = this.rooms;
    const review = await this.#open(id);
    const before = (await talk.of([id])).get(id)!.votes;
    const barred = (await this.#hear(review, before)).barred(by.person);
    if (barred !== undefined) throw new NotAllowedError(barred);
    if (request.decision !== 'rejected')
      await this.#assertApprovable(review, by);
    const at = new Date();
    const vote = { ...request, person: by.person, at: at.toISOString() };
    await talk.vote(id, vote);
    // Read again: two who vote at once each see the other's word, or the later does.
    const votes = withVote((await talk.of([id])).get(id)!.votes, vote);
    const hearing = await this.#hear(review, votes);
    if (!hearing.decided) return;
    const { expiresAfterMillis } = review.rule;
    const expiresAt =
      hearing.decided.decision === 'rejected' ||
      expiresAfterMillis === undefined
        ? undefined
        : new Date(at.getTime() + expiresAfterMillis);
    const isOurs = await reviews.decide(id, {
      decision: hearing.decided.decision,
      at,
      expiresAt,
      ...this.#signed(review, hearing, hearing.decided, expiresAt),
    });
    if (!isOurs) return;
    await this.write(id, by);
    const decided = (await reviews.get(id))!;
    await messages.decided(decided);
    if (decided.decision !== 'rejected') await this.rooms.approved?.(decided);
  }

  /** Writes the statement to git, or finds it there; signs it where there was no key before. */
  async write(
    id: string,
    { coAuthor }: Pick<Decider, 'coAuthor'>,
  ): Promise<void> {
    const { reviews, statements } = this.rooms;
    const review = await this.#signedReview(id);
    const { envelope, statement } = review;
    if (review.state !== 'decided' || !envelope || !statement) return;
    await reviews.place(id, { ...statement, state: 'writing' });
    const written = await statements.write({
      ...fileOf(review, statement.path, envelope),
      coAuthor,
    });
    await reviews.place(
      id,
      written.type === 'written'
        ? placeAfter(statement, written.pull)
        : { ...statement, state: 'writing', problem: written.problem },
    );
  }

  /** Where the pull request of a decision stands now. */
  async follow(review: StoredReview): Promise<void> {
    const { statement, subject } = review;
    if (review.state !== 'decided' || !statement) return;
    const number = statement.pull?.number;
    const pull = await this.rooms.statements.find(
      { id: review.id, ...subject },
      number === undefined ? undefined : { number },
    );
    if (!pull) return;
    const { reviews, acts } = this.rooms;
    const place = placeAfter(statement, pull);
    const isOurs = await reviews.place(review.id, place);
    if (isOurs && place.state === 'merged')
      await acts.note('review-land', { reviewId: review.id });
  }

  async #signedReview(id: string): Promise<StoredReview> {
    const { reviews, talk, signer } = this.rooms;
    const review = await reviews.get(id);
    if (!review) throw new NotFoundError(`No review ${id}.`);
    if (review.envelope || review.state !== 'decided') return review;
    if (!signer.canSign) return review;
    const hearing = await this.#hear(
      review,
      (await talk.of([id])).get(id)!.votes,
    );
    if (!hearing.decided) return review;
    const signed = this.#signed(
      review,
      hearing,
      hearing.decided,
      review.expiresAt === undefined ? undefined : new Date(review.expiresAt),
    );
    if (signed.envelope)
      await reviews.sign(id, signed.envelope, signed.statement);
    return (await reviews.get(id))!;
  }

  #signed(
    review: StoredReview,
    { quorum }: Hearing,
    decided: Decided,
    expiresAt: Date | undefined,
  ): { envelope?: string; statement: StatementPlace } {
    const { signer, folder } = this.rooms;
    const { subject, authors, sections } = review;
    const place = {
      repository: subject.repository,
      path: `${folder}/${subject.name}-${versionOf(review)}.intoto.json`,
      keyIds: signer.keyIds,
    };
    if (!signer.canSign)
      return { statement: { ...place, state: 'unsigned', problem: NO_KEY } };
    const statement = statementOf(
      {
        asset: { name: subject.name, version: versionOf(review) },
        repository: subject.repository,
        revision: subject.revision,
        manifest: subject.manifestPath,
        files: subject.files,
        data: subject.data,
      },
      decided,
      {
        authors,
        quorum: neededSigners(quorum),
        expiresAt: expiresAt?.toISOString(),
        evidence: sections.map(({ name, sha256 }) => ({ name, sha256 })),
        checks: subject.checks,
      },
    );
    return {
      envelope: signer.sign(statement),
      statement: { ...place, state: 'writing' },
    };
  }

  async #assertApprovable(
    { versionId }: StoredReview,
    { credentials }: Decider,
  ): Promise<void> {
    const rules = await this.rooms.blocking(versionId, credentials);
    if (rules.length === 0) return;
    throw new ConflictError(
      `It cannot be approved while a rule blocks it. ${rules.join(
        ' ',
      )} Mend it, have the rule waived in git, or reject the version.`,
    );
  }

  async #open(id: string): Promise<StoredReview> {
    const review = await this.rooms.reviews.get(id);
    if (!review) throw new NotFoundError(`No review ${id}.`);
    if (isReviewOpen(review.state)) return review;
    throw new ConflictError(
      `This review is ${review.state}: nothing can be decided in it any more. Ask for a new one.`,
    );
  }

  async #hear(
    review: StoredReview,
    votes: Parameters<typeof withVote>[0],
  ): Promise<Hearing> {
    const heard = await this.rooms.court.hear([review], () => votes);
    return heard.get(review.id)!;
  }
}

function placeAfter(
  { problem: _problem, ...statement }: StatementPlace,
  { number, url, state, mergeCommit }: PullRequest,
): StatementPlace {
  const pull = { number, url };
  if (state === 'merged')
    return { ...statement, state: 'merged', pull, mergeCommit };
  if (state === 'open') return { ...statement, state: 'proposed', pull };
  return {
    ...statement,
    state: 'closed',
    pull,
    problem:
      'Its pull request was closed without a merge: git does not have the decision. Open it again on the host, or write it again.',
  };
}

function fileOf(
  review: StoredReview,
  path: string,
  content: string,
): Omit<StatementFile, 'coAuthor'> {
  const { subject, decision } = review;
  return {
    id: review.id,
    sourceId: subject.sourceId,
    repository: subject.repository,
    path,
    content,
    title: `Record that ${titleOf(review)} is ${decision}`,
    description: `The signed statement of a review of ${titleOf(
      review,
    )} at ${subject.revision.slice(
      0,
      7,
    )}: **${decision}**.\n\nMerging it changes nothing of the model. With a clone and the keys you trust, \`greenroom review verify ${path} --trust KEYS.yaml\` says whether it holds.`,
  };
}
