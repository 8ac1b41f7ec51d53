import type {
  PinnedSection,
  ReviewDecision,
  ReviewState,
  ReviewStatementPlace,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Author, ReviewPredicate } from '@greenroom/governance';
import type { Mention } from './Mention';
import type { ReviewRule } from './ReviewRules';

/** What is reviewed, as it was when the review was asked for. */
export type ReviewSubject = {
  readonly name: string;
  readonly entityRef: string;
  readonly owner: string;
  readonly sourceId: string;
  readonly repository: string;
  readonly semver?: string;
  readonly digest: string;
  readonly revision: string;
  readonly revisionUrl?: string;
  readonly manifestPath: string;
  /** SHA-256 in hex by path; of what is in Git LFS that of the object. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** What it was trained on, where that is in other repositories. */
  readonly data?: readonly {
    readonly repository: string;
    readonly revision: string;
    readonly files: readonly {
      readonly path: string;
      readonly sha256: string;
    }[];
  }[];
  /** Rules in force, each at the commit that states it. */
  readonly checks: ReviewPredicate['checks'];
  /** Other assets that what is pinned names; absent of reviews from before this was. */
  readonly tellsOf?: readonly Mention[];
};

export type StoredSection = PinnedSection & { readonly sha256: string };

export type Requester =
  | { readonly type: 'person'; readonly person: string }
  | { readonly type: 'rule'; readonly rule: string };

/** Where the statement of a decision is; the command is made when it is shown. */
export type StatementPlace = Omit<ReviewStatementPlace, 'command'>;

export type StoredReview = {
  readonly id: string;
  readonly assetId: string;
  readonly versionId: string;
  readonly subject: ReviewSubject;
  readonly sections: readonly StoredSection[];
  readonly authors: readonly Author[];
  readonly rule: ReviewRule;
  readonly requestedBy: Requester;
  readonly reason?: string;
  /** ISO time. */
  readonly requestedAt: string;
  readonly state: ReviewState;
  readonly decision?: ReviewDecision;
  readonly decidedAt?: string;
  readonly expiresAt?: string;
  /** What it rested on and is another now, as last looked at. */
  readonly changes: readonly string[];
  readonly envelope?: string;
  readonly statement?: StatementPlace;
};

export type NewReview = Omit<
  StoredReview,
  | 'id'
  | 'state'
  | 'requestedAt'
  | 'decision'
  | 'decidedAt'
  | 'expiresAt'
  | 'changes'
  | 'envelope'
  | 'statement'
>;

export type ReviewRow = {
  id: string;
  asset_id: string;
  version_id: string;
  open_version_id: string | null;
  subject: string;
  sections: string;
  authors: string;
  rule: string;
  requested_by_type: Requester['type'];
  requested_by: string;
  reason: string | null;
  requested_at: number | string;
  state: ReviewState;
  decision: ReviewDecision | null;
  decided_at: number | string | null;
  expires_at: number | string | null;
  changes: string | null;
  envelope: string | null;
  statement: string | null;
};

export function toReview(row: ReviewRow): StoredReview {
  return {
    id: row.id,
    assetId: row.asset_id,
    versionId: row.version_id,
    subject: JSON.parse(row.subject),
    sections: JSON.parse(row.sections),
    authors: JSON.parse(row.authors),
    rule: JSON.parse(row.rule),
    requestedBy:
      row.requested_by_type === 'rule'
        ? { type: 'rule', rule: row.requested_by }
        : { type: 'person', person: row.requested_by },
    reason: row.reason ?? undefined,
    requestedAt: new Date(Number(row.requested_at)).toISOString(),
    state: row.state,
    decision: row.decision ?? undefined,
    decidedAt: timeOf(row.decided_at),
    expiresAt: timeOf(row.expires_at),
    changes: JSON.parse(row.changes ?? '[]'),
    envelope: row.envelope ?? undefined,
    statement: row.statement === null ? undefined : JSON.parse(row.statement),
  };
}

export function timeOf(at: number | string | null): string | undefined {
  return at === null ? undefined : new Date(Number(at)).toISOString();
}
