import {
  REVIEW_PREDICATE_TYPE,
  type ReviewPredicate,
  type ReviewStatement,
  STATEMENT_TYPE,
} from '../statement/ReviewStatement';
import { type Author, isUnknown } from './authorsOf';
import type { Decided } from './decidedBy';

/** What a decision is about, pinned. */
export type ReviewedVersion = Pick<
  ReviewPredicate,
  'asset' | 'repository' | 'revision' | 'manifest'
> & {
  /** SHA-256 in hex by path. */
  readonly files: readonly PinnedFile[];
  /** What it was trained on, in other repositories. */
  readonly data?: readonly {
    readonly repository: string;
    readonly revision: string;
    readonly files: readonly PinnedFile[];
  }[];
};

type PinnedFile = { readonly path: string; readonly sha256: string };

/** A decision as an in-toto statement, which is then signed. */
export function statementOf(
  { files, data = [], ...version }: ReviewedVersion,
  decided: Decided,
  how: {
    readonly authors: readonly Author[];
    readonly quorum: number;
    readonly expiresAt?: string;
    readonly evidence: ReviewPredicate['evidence'];
    readonly checks: ReviewPredicate['checks'];
  },
): ReviewStatement {
  const { authors, quorum, expiresAt, evidence, checks } = how;
  const known = authors.flatMap(({ person }) => person ?? []);
  const unknown = authors.filter(isUnknown);
  return {
    _type: STATEMENT_TYPE,
    subject: files.map(toSubject),
    predicateType: REVIEW_PREDICATE_TYPE,
    predicate: {
      ...version,
      ...(data.length > 0 && {
        data: data.map(each => ({ ...each, files: each.files.map(toSubject) })),
      }),
      decision: decided.decision,
      conditions: [...decided.conditions],
      authors: [...new Set(known)],
      ...(unknown.length > 0 && {
        unverifiedAuthors: unknown.map(({ name, by }) => ({ name, by })),
      }),
      reviewers: decided.votes.map(({ person, at }) => ({
        person,
        decidedAt: at,
      })),
      quorum: decided.decision === 'rejected' ? 1 : quorum,
      ...(expiresAt !== undefined && { expiresAt }),
      evidence,
      checks,
    },
  };
}

function toSubject({ path, sha256 }: PinnedFile) {
  return { name: path, digest: { sha256 } };
}
