import { z } from 'zod';

/** What was computed is not changed. */
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** Entity reference, such as `user:default/mira`. */
const person = z.string();
const at = z.string();
const sha256 = z.string();

/** What a page of a review shows, in this order. */
export const REVIEW_SECTIONS = [
  'lineage',
  'checks',
  'evaluation',
  'slices',
  'label-quality',
  'changes',
  'card',
] as const;
export const reviewSectionNameSchema = z.enum(REVIEW_SECTIONS);
export type ReviewSectionName = z.infer<typeof reviewSectionNameSchema>;

export const reviewDecisionSchema = z.enum([
  'approved',
  'approved with conditions',
  'rejected',
]);
export type ReviewDecision = z.infer<typeof reviewDecisionSchema>;

/**
 * `open` until enough have decided; `decided` while its statement is on its way
 * to git; `in git` once the branch that counts has it; `withdrawn` by whoever
 * asked.
 */
export const reviewStateSchema = z.enum([
  'open',
  'decided',
  'in git',
  'withdrawn',
]);
export type ReviewState = z.infer<typeof reviewStateSchema>;

/** One line of a section, as it was pinned. */
export const reviewFactSchema = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number()]),
  /** 95 % of a figure, and the rows that it was measured on. */
  low: z.number().optional(),
  high: z.number().optional(),
  n: z.number().optional(),
  /** How a figure is written; absent of counts. */
  unit: z.enum(['percent', 'plain']).optional(),
  verdict: z.enum(['good', 'bad', 'neutral']).optional(),
  /** A sentence. */
  remark: z.string().optional(),
  url: z.string().optional(),
});
export type ReviewFact = z.infer<typeof reviewFactSchema>;

/** What a section rests on: when one of these is another, it is to be looked at again. */
export const reviewPinSchema = z.object({
  what: z.string(),
  digest: z.string(),
});
export type ReviewPin = z.infer<typeof reviewPinSchema>;

/** A section as it was when the review was asked for. */
export const pinnedSectionSchema = z.object({
  name: reviewSectionNameSchema,
  /** The finding, in a sentence. */
  says: z.string(),
  /** `missing`: there is nothing to show, and the sentence says why. */
  verdict: z.enum(['good', 'bad', 'neutral', 'missing']),
  facts: list(reviewFactSchema),
  pins: list(reviewPinSchema),
});
export type PinnedSection = z.infer<typeof pinnedSectionSchema>;

export const reviewAgreementSchema = z.object({ person, at });
export type ReviewAgreement = z.infer<typeof reviewAgreementSchema>;

export const reviewSectionSchema = pinnedSectionSchema.extend({
  /** Of the section as canonical JSON; the statement names it. */
  sha256,
  agreedBy: list(reviewAgreementSchema),
});
export type ReviewSection = z.infer<typeof reviewSectionSchema>;

export const reviewQuestionSchema = z.object({
  id: z.string(),
  section: reviewSectionNameSchema.optional(),
  text: z.string(),
  person,
  at,
  answers: list(z.object({ text: z.string(), person, at })),
});
export type ReviewQuestion = z.infer<typeof reviewQuestionSchema>;

/** What one person decided. */
export const reviewVoteSchema = z.object({
  person,
  at,
  decision: reviewDecisionSchema,
  conditions: list(z.string()),
  comment: z.string().optional(),
});
export type ReviewVote = z.infer<typeof reviewVoteSchema>;

/** How many of a team must sign, and who has. */
export const reviewQuorumSchema = z.object({
  /** Entity reference; `anybody` who may approve, where no team is named. */
  team: z.string(),
  needed: z.number().int(),
  signed: list(person),
  /** Members who may still sign; those who wrote the version are not among them. */
  mayStillSign: list(person),
});
export type ReviewQuorum = z.infer<typeof reviewQuorumSchema>;

/** Somebody who wrote what is reviewed, by what the git host verified. */
export const reviewAuthorSchema = z.object({
  /** Absent where nobody of the catalog is known to be it. */
  person: person.optional(),
  /** What the host calls them; of an unknown one what git says, which anybody can write. */
  name: z.string(),
  /**
   * `signature`: the host verified the signature of a commit of theirs. `pull
   * request`: they were signed in when they opened it. `claimed`: git says so,
   * and nobody verified it.
   */
  by: z.enum(['signature', 'pull request', 'claimed']),
  commits: list(z.string()),
});
export type ReviewAuthor = z.infer<typeof reviewAuthorSchema>;

/** Why a decision does not count any more, or not yet. */
export const reviewStandingSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('undecided') }),
  z.object({ state: z.literal('stands'), until: at.optional() }),
  z.object({ state: z.literal('rejected') }),
  z.object({ state: z.literal('expired'), since: at }),
  /** Something that it rested on is another now. */
  z.object({
    state: z.literal('outdated'),
    reasons: list(z.string()),
  }),
]);
export type ReviewStanding = z.infer<typeof reviewStandingSchema>;

/** Where the statement of a decision is. */
export const reviewStatementPlaceSchema = z.object({
  repository: z.string(),
  path: z.string(),
  state: z.enum(['unsigned', 'writing', 'proposed', 'merged', 'closed']),
  /** Why it is not there, and what to do. */
  problem: z.string().optional(),
  pull: z
    .object({ number: z.number().int().optional(), url: z.string() })
    .optional(),
  mergeCommit: z.string().optional(),
  /** SHA-256 of the public key, for whoever looks it up in their trust root. */
  keyIds: list(z.string()),
  /** What verifies it, in a clone. */
  command: z.string(),
});
export type ReviewStatementPlace = z.infer<typeof reviewStatementPlaceSchema>;

export const reviewActionSchema = z.enum([
  'agree',
  'ask',
  'answer',
  'decide',
  'withdraw',
  'renew',
  'publish',
]);
export type ReviewAction = z.infer<typeof reviewActionSchema>;

/** One line of the queue. */
export const reviewSummarySchema = z.object({
  id: z.string(),
  assetId: z.string(),
  /** Of the model, in the catalog. */
  entityRef: z.string(),
  name: z.string(),
  owner: z.string(),
  versionId: z.string(),
  semver: z.string().optional(),
  revision: z.string(),
  revisionUrl: z.string().optional(),
  /** A person, or the rule that asks for it. */
  requestedBy: z.discriminatedUnion('type', [
    z.object({ type: z.literal('person'), person }),
    z.object({ type: z.literal('rule'), rule: z.string() }),
  ]),
  requestedAt: at,
  reason: z.string().optional(),
  state: reviewStateSchema,
  decision: reviewDecisionSchema.optional(),
  standing: reviewStandingSchema,
  /** Sections that somebody agreed to, of how many. */
  agreed: z.number().int(),
  sections: z.number().int(),
  openQuestions: z.number().int(),
  /** Signatures that are missing. */
  missing: z.number().int(),
  /** It waits for the caller. */
  waitsForMe: z.boolean(),
});
export type ReviewSummary = z.infer<typeof reviewSummarySchema>;

export const reviewListSchema = z.object({
  items: list(reviewSummarySchema),
  total: z.number().int(),
});
export type ReviewList = z.infer<typeof reviewListSchema>;

/** The page of one review. */
export const reviewSchema = reviewSummarySchema
  .omit({ sections: true })
  .extend({
    sections: list(reviewSectionSchema),
    /** Files of the version by path, with the SHA-256 of their bytes. */
    files: list(z.object({ path: z.string(), sha256 })),
    /** Of the training data, where that is in other repositories. */
    data: list(
      z.object({
        repository: z.string(),
        revision: z.string(),
        files: list(z.object({ path: z.string(), sha256 })),
      }),
    ),
    /** Files of data that the caller may not see: pinned like the others, and not among those told. */
    hiddenFiles: z.number().int(),
    manifestPath: z.string(),
    authors: list(reviewAuthorSchema),
    /** What it means that some of them are not known. */
    authorsRemark: z.string().optional(),
    questions: list(reviewQuestionSchema),
    votes: list(reviewVoteSchema),
    quorum: list(reviewQuorumSchema),
    rule: z.string(),
    expiresAt: at.optional(),
    /** What is another since it was pinned, as last looked at. */
    changes: list(z.string()),
    statement: reviewStatementPlaceSchema.optional(),
    allowed: list(reviewActionSchema),
    /** Why the caller may not decide, where something but a permission keeps them from it. */
    barred: z.string().optional(),
  });
export type Review = z.infer<typeof reviewSchema>;

const said = z.string().trim().min(1).max(2_000);

export const reviewRequestSchema = z.strictObject({
  versionId: z.string().min(1).max(64),
  reason: said.optional(),
});
export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

export const reviewQuestionRequestSchema = z.strictObject({
  text: said,
  section: reviewSectionNameSchema.optional(),
});
export type ReviewQuestionRequest = z.infer<typeof reviewQuestionRequestSchema>;

export const reviewAnswerRequestSchema = z.strictObject({ text: said });
export type ReviewAnswerRequest = z.infer<typeof reviewAnswerRequestSchema>;

export const reviewDecisionRequestSchema = z
  .strictObject({
    decision: reviewDecisionSchema,
    conditions: z.array(said).max(100).default([]),
    comment: said.optional(),
  })
  .refine(
    ({ decision, conditions }) =>
      (decision === 'approved with conditions') === conditions.length > 0,
    {
      path: ['conditions'],
      message:
        'An approval with conditions names them, a sentence each; no other decision has any.',
    },
  );
export type ReviewDecisionRequest = z.input<typeof reviewDecisionRequestSchema>;

export type ReviewQuery = {
  readonly state?: ReviewState;
  readonly assetId?: string;
  /** Only what waits for the caller. */
  readonly mine?: boolean;
  readonly limit?: number;
  readonly offset?: number;
};

/** What the portal can ask about reviews. */
export interface ReviewsApi {
  listReviews(query?: ReviewQuery): Promise<ReviewList>;
  getReview(reviewId: string): Promise<Review>;
  requestReview(assetId: string, request: ReviewRequest): Promise<Review>;
  agreeToSection(reviewId: string, section: ReviewSectionName): Promise<Review>;
  takeBackAgreement(
    reviewId: string,
    section: ReviewSectionName,
  ): Promise<Review>;
  askInReview(
    reviewId: string,
    question: ReviewQuestionRequest,
  ): Promise<Review>;
  answerInReview(
    reviewId: string,
    questionId: string,
    answer: ReviewAnswerRequest,
  ): Promise<Review>;
  decideReview(
    reviewId: string,
    decision: ReviewDecisionRequest,
  ): Promise<Review>;
  /** Writes the statement of a decision to git, where that did not work before. */
  publishReview(reviewId: string): Promise<Review>;
  withdrawReview(reviewId: string): Promise<Review>;
  /** Pins the version anew in another review that takes the place of this one, where what this one pinned is another by now. */
  renewReview(reviewId: string): Promise<Review>;
}
