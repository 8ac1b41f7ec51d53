import { z } from 'zod';
import { jobStatusSchema } from './analysis';

const versionId = z.string().min(1).max(64);

/** Which versions a run is asked for; what is left out is the newest. */
export const runPlanQuerySchema = z.object({
  modelVersionId: versionId.optional(),
  datasetVersionId: versionId.optional(),
});
export type RunPlanQuery = z.infer<typeof runPlanQuerySchema>;

/** Runs that a person asks for: all declared evaluations on that data, or one. */
export const runRequestSchema = z
  .object({
    modelVersionId: versionId,
    datasetVersionId: versionId,
    evaluation: z.string().min(1).max(200).optional(),
  })
  .strict();
export type RunRequest = z.infer<typeof runRequestSchema>;

const choiceSchema = z.object({
  id: z.string(),
  semver: z.string().optional(),
  commit: z.string(),
  /** First line of its commit. */
  subject: z.string(),
});
export type VersionChoice = z.infer<typeof choiceSchema>;

const evaluationSchema = z.object({
  evaluation: z.string(),
  split: z.string(),
  /** Of that split in the chosen version, where it was counted. */
  rows: z.number().int().optional(),
});

/** What asking for one declared evaluation would do. */
export const plannedRunSchema = z.discriminatedUnion('plan', [
  /** Nobody asked before: it is worked out. */
  evaluationSchema.extend({ plan: z.literal('new') }),
  /** The answer is there, or on its way: the same question is one job. */
  evaluationSchema.extend({
    plan: z.literal('known'),
    runId: z.string(),
    job: jobStatusSchema,
  }),
  /** It ended badly, or was of an earlier engine or declaration. */
  evaluationSchema.extend({
    plan: z.literal('again'),
    runId: z.string(),
    job: jobStatusSchema,
    reason: z.string(),
  }),
  /** It cannot be asked, and why. */
  evaluationSchema.extend({ plan: z.literal('refused'), reason: z.string() }),
]);
export type PlannedRun = z.infer<typeof plannedRunSchema>;

/** What can be asked of a model, and what the chosen pair of versions would begin. */
export const runPlanSchema = z.object({
  /** Newest first, at most a hundred. */
  modelVersions: z.array(choiceSchema),
  /** Data sets that its evaluations name; versions newest first, at most a hundred. */
  datasets: z.array(
    z.object({
      assetId: z.string(),
      name: z.string(),
      versions: z.array(choiceSchema),
    }),
  ),
  /** Absent where there is none to choose. */
  modelVersionId: z.string().optional(),
  datasetVersionId: z.string().optional(),
  items: z.array(plannedRunSchema),
});
export type RunPlan = z.infer<typeof runPlanSchema>;
