import type {
  DecisionKind,
  RowDecision,
} from '@greenroom/backstage-plugin-greenroom-common';

/** What stood beside a row when it was decided. */
export type Evidence = {
  /** Where the predictions came from. */
  readonly origin?: string;
  readonly issue?: string;
  readonly modelAssetId?: string;
  readonly modelVersionId?: string;
};

/** What a person said of one row, once. All words are kept; the last that was not taken back stands. */
export type Word = {
  readonly assetId: string;
  readonly key: string;
  readonly revision: number;
  readonly kind: DecisionKind;
  readonly from: string;
  readonly to?: string;
  readonly reason?: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly versionId: string;
  /** Of the cells that were looked at, see `printSql`. */
  readonly print: string;
  readonly evidence: Evidence;
  readonly auditId?: string;
};

export type WordRow = {
  id: number | string;
  asset_id: string;
  row_key: string;
  revision: number;
  stands: boolean | number;
  kind: DecisionKind;
  from_label: string;
  to_label: string | null;
  reason: string | null;
  author: string;
  at: number | string;
  version_id: string;
  row_print: string;
  evidence: string | null;
  evidence_issue: string | null;
  evidence_model_asset_id: string | null;
  evidence_model_version_id: string | null;
  audit_id: string | null;
  withdrawn_at: number | string | null;
};

export function toWord(row: WordRow): Word {
  return {
    assetId: row.asset_id,
    key: row.row_key,
    revision: row.revision,
    kind: row.kind,
    from: row.from_label,
    to: row.to_label ?? undefined,
    reason: row.reason ?? undefined,
    author: row.author,
    at: Number(row.at),
    versionId: row.version_id,
    print: row.row_print,
    evidence: {
      origin: row.evidence ?? undefined,
      issue: row.evidence_issue ?? undefined,
      modelAssetId: row.evidence_model_asset_id ?? undefined,
      modelVersionId: row.evidence_model_version_id ?? undefined,
    },
    auditId: row.audit_id ?? undefined,
  };
}

/** As the last word on its row. */
export function toWordRow(word: Word): Omit<WordRow, 'id'> {
  const { evidence } = word;
  return {
    asset_id: word.assetId,
    row_key: word.key,
    revision: word.revision,
    stands: true,
    kind: word.kind,
    from_label: word.from,
    to_label: word.to ?? null,
    reason: word.reason ?? null,
    author: word.author,
    at: word.at,
    version_id: word.versionId,
    row_print: word.print,
    evidence: evidence.origin ?? null,
    evidence_issue: evidence.issue ?? null,
    evidence_model_asset_id: evidence.modelAssetId ?? null,
    evidence_model_version_id: evidence.modelVersionId ?? null,
    audit_id: word.auditId ?? null,
    withdrawn_at: null,
  };
}

export function decisionView(
  word: Word,
  state: RowDecision['state'],
): RowDecision {
  return {
    key: word.key,
    kind: word.kind,
    from: word.from,
    to: word.to,
    reason: word.reason,
    author: word.author,
    at: new Date(word.at).toISOString(),
    versionId: word.versionId,
    evidence: word.evidence.origin,
    auditId: word.auditId,
    revision: word.revision,
    state,
  };
}
