import { z } from 'zod';
import { figureSchema } from './asset';

export const jobStateSchema = z.enum([
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
]);
export type JobState = z.infer<typeof jobStateSchema>;

/** Where a piece of long work stands; sent by signal on the channel `greenroom:jobs`. */
export const jobStatusSchema = z.object({
  id: z.string(),
  kind: z.string(),
  state: jobStateSchema,
  /** 0 to 1. */
  progress: z.number().min(0).max(1),
  message: z.string().optional(),
  assetId: z.string().optional(),
  error: z.string().optional(),
  createdAt: z.string(),
  finishedAt: z.string().optional(),
});
export type JobStatus = z.infer<typeof jobStatusSchema>;

export const gateResultSchema = z.object({
  metric: z.string(),
  min: z.number().optional(),
  max: z.number().optional(),
  value: z.number(),
  passed: z.boolean(),
  reason: z.string(),
});
export type GateResult = z.infer<typeof gateResultSchema>;

export const confusionSchema = z.object({
  classes: z.array(z.string()),
  /** counts[given][predicted] */
  counts: z.array(z.array(z.number().int())),
});
export type Confusion = z.infer<typeof confusionSchema>;

export const runSchema = z.object({
  id: z.string(),
  job: jobStatusSchema,
  evaluation: z.string(),
  modelAssetId: z.string(),
  modelName: z.string(),
  modelVersionId: z.string(),
  modelSemver: z.string().optional(),
  datasetAssetId: z.string(),
  datasetName: z.string(),
  datasetVersionId: z.string(),
  datasetSemver: z.string().optional(),
  split: z.string(),
  rows: z.number().int().optional(),
  seconds: z.number().optional(),
  metrics: z.record(z.string(), figureSchema).optional(),
  gates: z.array(gateResultSchema).optional(),
  confusion: confusionSchema.optional(),
  /** The labels of this split were audited by people: this is the figure that counts. */
  audited: z.boolean(),
  /**
   * Labels of the split that people repaired because this model disagreed with
   * them, outside an audit: they flatter it.
   */
  inflatedRows: z.number().int().optional(),
  /** Accuracy on the rows of the split that people decided in an audit, by their word. */
  onAudit: z.object({ figure: figureSchema, auditId: z.string() }).optional(),
});
export type Run = z.infer<typeof runSchema>;

export const runListSchema = z.object({ items: z.array(runSchema) });
export type RunList = z.infer<typeof runListSchema>;

/** Two runs on the same rows, joined by key. */
export const runComparisonSchema = z.object({
  from: runSchema,
  to: runSchema,
  delta: figureSchema,
  mcnemarP: z.number(),
  fixed: z.array(z.string()),
  broken: z.array(z.string()),
  rows: z.number().int(),
});
export type RunComparison = z.infer<typeof runComparisonSchema>;

export const sliceSchema = z.object({
  predicates: z.array(z.object({ feature: z.string(), value: z.string() })),
  score: z.number(),
  size: z.number().int(),
  errors: z.number(),
  errorRate: figureSchema,
  /** errorRate over the average error rate. */
  lift: z.number(),
  pValue: z.number(),
  qValue: z.number(),
  sameRowsAs: z.array(
    z.array(z.object({ feature: z.string(), value: z.string() })),
  ),
});
export type Slice = z.infer<typeof sliceSchema>;

export const errorAnalysisSchema = z.object({
  job: jobStatusSchema,
  runId: z.string(),
  rows: z.number().int().optional(),
  errorRate: figureSchema.optional(),
  confusion: confusionSchema.optional(),
  slices: z.array(sliceSchema).optional(),
  features: z.array(z.string()).optional(),
  /** A sentence where there is nothing to show, e.g. no errors at all. */
  remark: z.string().optional(),
});
export type ErrorAnalysis = z.infer<typeof errorAnalysisSchema>;
