import { z } from 'zod';

export const retrainingStateSchema = z.enum([
  /** Its host is about to be asked, or is being asked. */
  'asked',
  /** The host took it; its run is not seen yet. */
  'sent',
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  /** The host will not start it, until somebody does what the reason says. */
  'refused',
  /** There is no need any more. */
  'dropped',
]);
export type RetrainingState = z.infer<typeof retrainingStateSchema>;

/** A training that a change of data asked for, and where it stands. */
export const retrainingSchema = z.object({
  id: z.string(),
  state: retrainingStateSchema,
  /** From 1; one more each time somebody tried it again. */
  attempt: z.number().int(),
  /** The change that asked for it. */
  data: z.object({
    assetId: z.string(),
    name: z.string(),
    versionId: z.string(),
    semver: z.string().optional(),
    commit: z.string(),
    /** First line of its commit; absent where the version is gone. */
    subject: z.string().optional(),
    url: z.string().optional(),
  }),
  /** Where it runs. */
  workflow: z.string(),
  repository: z.string(),
  ref: z.string(),
  run: z.object({ number: z.number().int(), url: z.string() }).optional(),
  askedAt: z.string(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** Why it failed, is refused, has no need, or could not be asked for yet. */
  reason: z.string().optional(),
  /** Where the log of what failed is. */
  reasonUrl: z.string().optional(),
  /** The model version that came of it. */
  arrived: z
    .object({
      versionId: z.string(),
      semver: z.string().optional(),
      commit: z.string(),
    })
    .optional(),
});
export type Retraining = z.infer<typeof retrainingSchema>;

export const retrainingListSchema = z.object({
  /** What the manifest names; absent where it names none. */
  workflow: z.string().optional(),
  /** Newest first. */
  items: z.array(retrainingSchema),
});
export type RetrainingList = z.infer<typeof retrainingListSchema>;
