import { z } from 'zod';
import { figureSchema } from './asset';
import type { LabelIssueFilter } from './labels';

/** Of a label as text: a class has at most 200 characters, the boxes of a picture (see `boxesText`) need more. */
export const LABEL_LIMIT = 20_000;

/** A person's word on one row. `later` leaves it to another look, or another person. */
export const decisionKindSchema = z.enum([
  'keep',
  'relabel',
  'exclude',
  'later',
]);
export type DecisionKind = z.infer<typeof decisionKindSchema>;

export const rowDecisionSchema = z.object({
  key: z.string(),
  kind: decisionKindSchema,
  /** The label the row had when it was decided. */
  from: z.string(),
  /** The new label; for relabel only. */
  to: z.string().optional(),
  reason: z.string().optional(),
  /** Entity reference of who decided. */
  author: z.string(),
  at: z.string(),
  /** The version that was looked at. */
  versionId: z.string(),
  /** What was shown as evidence, e.g. "out-of-fold of digit-reader 2.0.0". */
  evidence: z.string().optional(),
  /** The audit sample in which it was decided. */
  auditId: z.string().optional(),
  /** Rises by one with each word on this row; names the one that was seen. */
  revision: z.number().int(),
  /**
   * `standing`: holds for the version asked about, also where it was made on an
   * earlier one. `settled`: the version has it already. `outdated`: the row
   * changed since, and is asked again.
   */
  state: z.enum(['standing', 'settled', 'outdated']),
});
export type RowDecision = z.infer<typeof rowDecisionSchema>;

/** One decision as it is sent. */
export const decideSchema = z.object({
  key: z.string().min(1).max(200),
  kind: decisionKindSchema,
  from: z.string().max(LABEL_LIMIT),
  to: z.string().max(LABEL_LIMIT).optional(),
  reason: z.string().max(500).optional(),
  /** The revision that was on the screen; 0 for none. Another one there meanwhile is a conflict, not overwritten. */
  seen: z.number().int().min(0),
});
export type Decide = z.infer<typeof decideSchema>;

export const decideRequestSchema = z.object({
  versionId: z.string().min(1).max(64),
  auditId: z.string().max(64).optional(),
  decisions: z.array(decideSchema).min(1).max(500),
});
export type DecideRequest = z.infer<typeof decideRequestSchema>;

export const decidedSchema = z.object({
  decided: z.array(rowDecisionSchema),
  /** Rows that somebody decided meanwhile; theirs stands. Send again with its revision to overrule. */
  conflicts: z.array(rowDecisionSchema),
});
export type Decided = z.infer<typeof decidedSchema>;

export const bulkDecideRequestSchema = z.object({
  versionId: z.string().min(1).max(64),
  /** A LabelIssueFilter. */
  filter: z.record(z.string(), z.unknown()),
  /** `suggestion` relabels each to what the evidence suggests, and passes over rows without one. */
  decide: z.enum(['keep', 'suggestion', 'exclude', 'later']),
  reason: z.string().max(500).optional(),
});

/** A row of an audit sample, in the order in which it was drawn; without the model's opinion, so that nobody follows it. */
export const auditRowSchema = z.object({
  order: z.number().int(),
  key: z.string(),
  stratum: z.string(),
  split: z.string(),
  given: z.string(),
  decision: rowDecisionSchema.optional(),
});

export const auditSummarySchema = z.object({
  id: z.string(),
  versionId: z.string(),
  author: z.string(),
  at: z.string(),
  design: z.enum(['random', 'stratified']),
  /** What the strata are made by, of a stratified sample. */
  by: z.string().optional(),
  split: z.string().optional(),
  size: z.number().int(),
  decided: z.number().int(),
  /** Rows it was drawn from. */
  population: z.number().int(),
  /** Share of wrong labels among the population; from what was decided so far. */
  noise: figureSchema.optional(),
});
export type AuditSummary = z.infer<typeof auditSummarySchema>;

export const auditSchema = auditSummarySchema.extend({
  /** How the estimate came to be, in one sentence. */
  remark: z.string(),
  /** Of the rows the model flags, how many people found wrong. */
  precision: figureSchema.optional(),
  /** Of the rows people found wrong, how many the model flags. */
  recall: figureSchema.optional(),
  /** Expected precision and recall when rows below a score are flagged. */
  curve: z.array(
    z.object({
      threshold: z.number(),
      flagged: z.number().int(),
      precision: figureSchema.optional(),
      recall: figureSchema.optional(),
    }),
  ),
  /** Noise by class, split, annotator; q by Benjamini and Hochberg over all of them. */
  groups: z.array(
    z.object({
      by: z.string(),
      name: z.string(),
      noise: figureSchema,
      qValue: z.number().optional(),
    }),
  ),
  /** The interval after so many decisions, to watch it shrink. */
  trend: z.array(z.object({ n: z.number().int(), noise: figureSchema })),
  /** Rows to decide until the interval is this half-width. */
  needed: z
    .object({ halfWidth: z.number(), rows: z.number().int() })
    .optional(),
  rows: z.array(auditRowSchema),
});
export type Audit = z.infer<typeof auditSchema>;

export const drawAuditRequestSchema = z.object({
  size: z.number().int().min(10).max(5_000),
  design: z.enum(['random', 'stratified']),
  /** `flagged` (by whether the model doubts the label), `given`, `split`, `annotator`. */
  by: z.enum(['flagged', 'given', 'split', 'annotator']).optional(),
  split: z.string().max(200).optional(),
  /** The same seed draws the same rows. */
  seed: z.number().int().min(0).max(0xffffffff).optional(),
});
export type DrawAuditRequest = z.infer<typeof drawAuditRequestSchema>;

/** A filter of the grid that a person named. */
export const savedFilterSchema = z.object({
  name: z.string().min(1).max(80),
  /** The query part of the page's address. */
  query: z.string().max(2_000),
  at: z.string(),
});
export type SavedFilter = z.infer<typeof savedFilterSchema>;

/** What people decide, and how far they came; kept on the server. */
export interface DecisionsApi {
  /** Each lands in the caller's basket too, but for `later`; a row of another's basket moves to the caller's when overruled. */
  decide(assetId: string, request: DecideRequest): Promise<Decided>;
  /** Takes back the caller's own last word on these rows; what stood before stands again. */
  undoDecisions(
    assetId: string,
    request: {
      versionId: string;
      decisions: { key: string; seen: number }[];
    },
  ): Promise<Decided>;
  /** The same decision on all open rows of a filter; at most as many as a basket holds. */
  decideAll(
    assetId: string,
    request: {
      versionId: string;
      filter: LabelIssueFilter;
      decide: 'keep' | 'suggestion' | 'exclude' | 'later';
      reason?: string;
    },
  ): Promise<{ decided: number; skipped: number }>;
  /** Decisions on these rows, as they stand for this version. */
  listDecisions(versionId: string, keys: string[]): Promise<RowDecision[]>;

  drawAudit(versionId: string, request: DrawAuditRequest): Promise<Audit>;
  listAudits(versionId: string): Promise<AuditSummary[]>;
  getAudit(auditId: string): Promise<Audit>;

  listFilters(assetId: string): Promise<SavedFilter[]>;
  saveFilter(
    assetId: string,
    filter: { name: string; query: string },
  ): Promise<SavedFilter[]>;
  removeFilter(assetId: string, name: string): Promise<SavedFilter[]>;
}
