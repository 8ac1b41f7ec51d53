import { z } from 'zod';
import { figureSchema } from './asset';
import { proposalEntrySchema } from './entries/ProposalEntry';
import { ENTRY_KEY_LIMIT } from './entries/entryFields';
import {
  proposalProblemSchema,
  proposedPullRequestSchema,
} from './pullRequest';

export const proposalSchema = z.object({
  id: z.string(),
  assetId: z.string(),
  author: z.string(),
  state: z.enum(['draft', 'publishing', 'open', 'merged', 'closed', 'failed']),
  title: z.string(),
  entries: z.array(proposalEntrySchema),
  baseVersionId: z.string(),
  pullRequest: proposedPullRequestSchema.optional(),
  /** Lines the pull request changes, once it is published. */
  changedLines: z.number().int().optional(),
  problem: proposalProblemSchema.optional(),
  /** What is wrong and what to do about it, in words. */
  error: z.string().optional(),
  updatedAt: z.string(),
  /** What followed the merge. */
  outcome: z
    .array(
      z.object({
        step: z.enum([
          'merged',
          /** Of declarations: the manifest is read. */
          'manifest',
          'version',
          'training',
          'model',
          'run',
        ]),
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

/** Entries of somebody's basket that the caller takes into their own. */
export const takeEntriesSchema = z.object({
  proposalId: z.string().uuid(),
  keys: z.array(z.string().max(ENTRY_KEY_LIMIT)).min(1).max(500),
});

export const proposalListSchema = z.object({
  /** The caller's own draft for this asset, if one was begun. */
  draft: proposalSchema.optional(),
  /** Changes of the draft that can be taken back, the last first. */
  undoable: z.number().int().optional(),
  items: z.array(proposalSchema),
});
export type ProposalList = z.infer<typeof proposalListSchema>;
