import { z } from 'zod';

/** in-toto Attestation Framework, Statement layer v1. */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** What a review of ours says; a later shape has a later number. */
export const REVIEW_PREDICATE_TYPE =
  'https://greenroom.dev/attestation/review/v1';
/** Files that one decision pins: of a data set of many pictures its listing is pinned, not each picture. */
const SUBJECT_LIMIT = 10_000;

const text = z.string().trim().min(1).max(2_000);
/** From the root of the repository, and nowhere else. */
const path = text.regex(
  /^(?!\/)(?!(.*\/)?\.{0,2}(\/|$))[^\\\p{Cc}]+$/u,
  'is no path inside a repository',
);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in hex');
/** SHA-1 or SHA-256 of git. */
const commit = z
  .string()
  .regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'is no whole commit id');
/** As the catalog has it: `user:default/mira`. */
const person = z
  .string()
  .regex(/^user:[^/\s]+\/[^/\s]+$/, 'is no user of the catalog');
const date = z.iso.datetime({ offset: true });

export const DECISIONS = [
  'approved',
  'approved with conditions',
  'rejected',
] as const;

const pinnedFileSchema = z.strictObject({
  name: path,
  digest: z.strictObject({ sha256 }),
});

const reviewPredicateSchema = z
  .strictObject({
    decision: z.enum(DECISIONS),
    /** What must hold for an approval to stand, a sentence each. */
    conditions: z.array(text).max(100).default([]),
    asset: z.strictObject({ name: text, version: text }),
    repository: text,
    /** The commit that was looked at. */
    revision: commit,
    /** Path of the manifest, which is one of the subjects. */
    manifest: path,
    /** What it was trained on, where that is in other repositories. */
    data: z
      .array(
        z.strictObject({
          repository: text,
          revision: commit,
          files: z.array(pinnedFileSchema).min(1).max(SUBJECT_LIMIT),
        }),
      )
      .max(100)
      .optional(),
    /** Who wrote what was reviewed, by the verified identity of the host, never by a trailer. */
    authors: z.array(person).max(1_000),
    /** Who else wrote it, or is said to have: nobody can tell which user of the catalog that is. */
    unverifiedAuthors: z
      .array(
        z.strictObject({
          name: text,
          by: z.enum(['signature', 'pull request', 'claimed']),
        }),
      )
      .max(1_000)
      .optional(),
    reviewers: z
      .array(z.strictObject({ person, decidedAt: date }))
      .min(1)
      .max(100),
    /** How many must agree. */
    quorum: z.int().min(1).max(100),
    expiresAt: date.optional(),
    /** What the page showed, by name and digest: runs, slices, label quality, card, lineage. */
    evidence: z.array(z.strictObject({ name: text, sha256 })).max(1_000),
    /** Rules in force, each at the commit that states it. */
    checks: z
      .array(
        z.strictObject({
          rule: text,
          commit,
          result: z.enum(['pass', 'fail', 'not applicable', 'waived']),
        }),
      )
      .max(1_000)
      .default([]),
  })
  .check(({ value, issues }) => {
    if (
      value.decision === 'approved with conditions' &&
      value.conditions.length === 0
    )
      issues.push({
        code: 'custom',
        input: value,
        path: ['conditions'],
        message: 'are missing: an approval with conditions names them',
      });
  });

/** A decision on a model version, as it is written to git. */
export const reviewStatementSchema = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(pinnedFileSchema).min(1).max(SUBJECT_LIMIT),
  predicateType: z.literal(REVIEW_PREDICATE_TYPE),
  predicate: reviewPredicateSchema,
});
export type ReviewStatement = z.infer<typeof reviewStatementSchema>;
export type ReviewPredicate = ReviewStatement['predicate'];
