import { z } from 'zod';
import { figureSchema } from './asset';
import { LABEL_LIMIT } from './decisions';

/** One edit in a basket: a person's decision on one row. */
export const proposalEntrySchema = z.object({
  key: z.string().min(1).max(200),
  kind: z.enum(['relabel', 'exclude', 'keep']),
  /** The label the row has in the version that was looked at. */
  from: z.string().max(LABEL_LIMIT),
  /** The new label; for relabel only. */
  to: z.string().max(LABEL_LIMIT).optional(),
  reason: z.string().max(500).optional(),
});
export type ProposalEntry = z.infer<typeof proposalEntrySchema>;

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
