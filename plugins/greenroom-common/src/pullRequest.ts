import { z } from 'zod';

/** What a host takes of the name of a label. */
const LABEL_NAME_LIMIT = 50;
const LABELS_LIMIT = 10;

/** What somebody wrote on the host; a stranger's text, shown as it is. */
export const proposalCommentSchema = z.object({
  id: z.string(),
  author: z.string(),
  body: z.string(),
  at: z.string(),
  url: z.string(),
  /** What a review decided; absent of plain comments. */
  verdict: z
    .enum(['approved', 'changes-requested', 'commented', 'dismissed'])
    .optional(),
  place: z
    .object({ path: z.string(), line: z.number().int().optional() })
    .optional(),
});
export type ProposalComment = z.infer<typeof proposalCommentSchema>;

/** What a proposal became on its host. */
export const proposedPullRequestSchema = z.object({
  /** Absent where the remote knows branches only. */
  number: z.number().int().optional(),
  url: z.string(),
  branch: z.string().optional(),
  /** Whose branch it is, where it is a fork's: `owner/name`. */
  fork: z.string().optional(),
  draft: z.boolean().optional(),
  labels: z.array(z.string()),
  /** Asked for a review which they have not given. */
  reviewers: z.array(z.string()),
  /** What a person types to take it in, where the host has no page for it. */
  command: z.string().optional(),
  comments: z.array(proposalCommentSchema),
});
export type ProposedPullRequest = z.infer<typeof proposedPullRequestSchema>;

/** Why a proposal does not go on by itself; what to do is said in its `error`. */
export const proposalProblemSchema = z.enum([
  'no-permission',
  'protected-branch',
  'archived',
  'branch-taken',
  'branch-moved',
  'branch-gone',
  'repository-gone',
  'rate-limit',
  /** Whether the host did it is not known yet. */
  'no-answer',
  'force-pushed',
  /** Closed on the host without a merge. */
  'closed',
]);
export type ProposalProblem = z.infer<typeof proposalProblemSchema>;

export const publishRequestSchema = z.object({
  title: z.string().min(3).max(120),
  description: z.string().max(4000).optional(),
  /** Default: ready. */
  as: z.enum(['draft', 'ready']).optional(),
  /** Default: those of the configuration. */
  labels: z
    .array(z.string().trim().min(1).max(LABEL_NAME_LIMIT))
    .max(LABELS_LIMIT)
    .optional(),
  /** An open proposal of the same person that the basket is added to. */
  into: z.string().uuid().optional(),
});
export type PublishRequest = z.infer<typeof publishRequestSchema>;

/** What publishing a basket would make. */
export const publishPreviewSchema = z.object({
  makes: z.enum(['pull-request', 'branch', 'nothing']),
  repository: z.string(),
  baseBranch: z.string(),
  /** Files that may change. */
  paths: z.array(z.string()),
  labels: z.array(z.string()),
  /** From CODEOWNERS, without the caller. */
  reviewers: z.array(z.string()),
});
export type PublishPreview = z.infer<typeof publishPreviewSchema>;
