import { z } from 'zod';
import { figureSchema } from './asset';
import { LABEL_LIMIT } from './decisions';
import { cohortSchema, type Condition } from './errors';

/** Rows have shorter keys; that of a gate holds its conditions. */
export const ENTRY_KEY_LIMIT = 2_000;

/** A person's decision on one row. */
export const rowEntrySchema = z.object({
  key: z.string().min(1).max(200),
  kind: z.enum(['relabel', 'exclude', 'keep']),
  /** The label the row has in the version that was looked at. */
  from: z.string().max(LABEL_LIMIT),
  /** The new label; for relabel only. */
  to: z.string().max(LABEL_LIMIT).optional(),
  reason: z.string().max(500).optional(),
});
export type RowEntry = z.infer<typeof rowEntrySchema>;

const declared = {
  /** Of the entry in its basket: see `cohortEntryKey`, `gateEntryKey`. */
  key: z.string().min(1).max(ENTRY_KEY_LIMIT),
  reason: z.string().max(500).optional(),
  /** The run in which it was seen. */
  runId: z.string().min(1).max(64),
  /** What that run says of these rows, in a sentence; told by the portal. */
  evidence: z.string().max(2_000).optional(),
  where: cohortSchema.min(1),
};

/** A group of rows that a data set's manifest is to name. */
export const cohortEntrySchema = z.object({
  ...declared,
  kind: z.literal('cohort'),
  name: z.string().trim().min(1).max(200),
});
export type CohortEntry = z.infer<typeof cohortEntrySchema>;

/** A bound on the accuracy on some rows that a model's manifest is to set. */
export const gateEntrySchema = z.object({
  ...declared,
  kind: z.literal('gate'),
  evaluation: z.string().min(1).max(200),
  /** From 0 to 1. */
  min: z.number().min(0).max(1),
});
export type GateEntry = z.infer<typeof gateEntrySchema>;

/** What a manifest is to declare. */
export type DeclarationEntry = CohortEntry | GateEntry;

/** One edit in a basket. */
export const proposalEntrySchema = z.discriminatedUnion('kind', [
  rowEntrySchema,
  cohortEntrySchema,
  gateEntrySchema,
]);
export type ProposalEntry = z.infer<typeof proposalEntrySchema>;

export function isRowEntry(entry: ProposalEntry): entry is RowEntry {
  return !isDeclarationEntry(entry);
}

export function isDeclarationEntry(
  entry: ProposalEntry,
): entry is DeclarationEntry {
  return entry.kind === 'cohort' || entry.kind === 'gate';
}

/** A cohort has a name once. */
export function cohortEntryKey(name: string): string {
  return `cohort ${name}`;
}

/** An evaluation has one gate on the same rows. */
export function gateEntryKey(
  entry: Pick<GateEntry, 'evaluation' | 'where'>,
): string {
  const where = entry.where.map(conditionText).sort();
  return `gate ${entry.evaluation} ${where.join(' ')}`;
}

/** The same for the same condition, in whatever order its fields come. */
function conditionText(condition: Condition): string {
  const { type, feature } = condition;
  const ends =
    type === 'range' ? [condition.from, condition.below, condition.closed] : [];
  const values = type === 'is' ? condition.values : ends;
  return JSON.stringify([type, feature, ...values]);
}

export const proposalSchema = z.object({
  id: z.string(),
  assetId: z.string(),
  author: z.string(),
  state: z.enum(['draft', 'publishing', 'open', 'merged', 'closed', 'failed']),
  title: z.string(),
  entries: z.array(proposalEntrySchema),
  baseVersionId: z.string(),
  pullRequest: z
    .object({ number: z.number().int(), url: z.string() })
    .optional(),
  /** Lines the pull request changes, once it is published. */
  changedLines: z.number().int().optional(),
  error: z.string().optional(),
  updatedAt: z.string(),
  /** What followed the merge. */
  outcome: z
    .array(
      z.object({
        step: z.enum(['merged', 'version', 'training', 'model', 'run']),
        state: z.enum(['waiting', 'working', 'done', 'failed']),
        text: z.string(),
        /** Where it can be watched, on the host. */
        url: z.string().optional(),
      }),
    )
    .optional(),
  /** Accuracy on the audited test split before and after. */
  effect: z
    .object({
      metric: z.string(),
      before: figureSchema,
      after: figureSchema,
      delta: figureSchema,
      fromRun: z.string(),
      toRun: z.string(),
    })
    .optional(),
});
export type Proposal = z.infer<typeof proposalSchema>;

export const proposalListSchema = z.object({
  /** The caller's own draft for this asset, if one was begun. */
  draft: proposalSchema.optional(),
  items: z.array(proposalSchema),
});
export type ProposalList = z.infer<typeof proposalListSchema>;

export const publishRequestSchema = z.object({
  title: z.string().min(3).max(120),
  description: z.string().max(4000).optional(),
});
export type PublishRequest = z.infer<typeof publishRequestSchema>;
