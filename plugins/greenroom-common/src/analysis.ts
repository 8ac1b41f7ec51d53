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
  maxDrop: z.number().optional(),
  regression: z.literal('forbidden').optional(),
  on: z.enum(['worst-slice', 'worst-class']).optional(),
  /** Conditions by column, as the manifest has them. */
  where: z.record(z.string(), z.unknown()).optional(),
  minRows: z.number().int().optional(),
  /** Absent where the run did not measure it; of a gate on slices that of the worst. */
  value: z.number().optional(),
  passed: z.boolean(),
  /** A refused gate has not passed: its rows could not tell. */
  outcome: z.enum(['passed', 'failed', 'refused']).optional(),
  reason: z.string(),
});
export type GateResult = z.infer<typeof gateResultSchema>;

export const confusionSchema = z.object({
  classes: z.array(z.string()),
  /** counts[given][predicted] */
  counts: z.array(z.array(z.number().int())),
});
export type Confusion = z.infer<typeof confusionSchema>;

/** One bin of confidence; means over its rows. */
export const calibrationBinSchema = z.object({
  rows: z.number().int(),
  confidence: z.number(),
  right: z.number(),
});
export type CalibrationBin = z.infer<typeof calibrationBinSchema>;

/** What would be, were rows positive from this threshold on. */
export const thresholdPointSchema = z.object({
  threshold: z.number(),
  tp: z.number(),
  fp: z.number(),
  tn: z.number(),
  fn: z.number(),
  precision: z.number().optional(),
  recall: z.number().optional(),
  specificity: z.number().optional(),
  f1: z.number(),
});
export type ThresholdPoint = z.infer<typeof thresholdPointSchema>;

/** Average precision of one class of boxes; absent where none was drawn. */
export const classPrecisionSchema = z.object({
  class: z.string(),
  given: z.number(),
  ap: z.number().optional(),
  ap50: z.number().optional(),
});
export type ClassPrecision = z.infer<typeof classPrecisionSchema>;

/** How evenly a decision falls on the groups of one column. */
export const groupFairnessSchema = z.object({
  column: z.string(),
  /** Greatest distances and least ratios between its groups. */
  figures: z.record(z.string(), figureSchema),
  groups: z.array(
    z.object({
      group: z.string(),
      rows: z.number().int(),
      /** Share of rows that are given the favourable class. */
      selectionRate: figureSchema.optional(),
      tpr: figureSchema.optional(),
      fpr: figureSchema.optional(),
      ppv: figureSchema.optional(),
      accuracy: figureSchema.optional(),
    }),
  ),
  leftOut: z.object({ groups: z.number().int(), rows: z.number().int() }),
});
export type GroupFairness = z.infer<typeof groupFairnessSchema>;

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
  /** Where rows are not right or wrong by one class: their task. */
  task: z.string().optional(),
  confusion: confusionSchema.optional(),
  /** Of one run alone, not in lists: metrics that its evaluation does not name. */
  furtherMetrics: z.record(z.string(), figureSchema).optional(),
  /** Of one run alone: how sure it was, and how often right, by bin. */
  calibration: z.array(calibrationBinSchema).optional(),
  /** Of one run of two classes alone. */
  thresholds: z
    .object({
      positive: z.string(),
      points: z.array(thresholdPointSchema),
      /** Where rows were decided; absent in runs of before. */
      at: z.number().optional(),
    })
    .optional(),
  /** Of one run alone, where its evaluation declares groups. */
  fairness: z
    .object({
      favourable: z.string(),
      columns: z.array(groupFairnessSchema),
    })
    .optional(),
  /** Of one run of a detector alone. */
  byClass: z.array(classPrecisionSchema).optional(),
  /** Who predicted, where the model is not run here: what its server is called, and what it said of itself. */
  served: z
    .object({
      host: z.string(),
      model: z.string(),
      version: z.string().optional(),
      /** When the last answer came. */
      at: z.string(),
    })
    .optional(),
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

/** When an evaluation is asked anew, beside whenever model or data change. */
export const evaluationScheduleSchema = z.object({
  evaluation: z.string(),
  /** Absent where such a time does not come. */
  next: z.string().optional(),
  /**
   * `server`: asks the inference server anew, which may run something else by
   * then. `missing`: asks for what is not there; an answer has one question.
   */
  asks: z.enum(['server', 'missing']),
});
export type EvaluationSchedule = z.infer<typeof evaluationScheduleSchema>;

export const runListSchema = z.object({
  items: z.array(runSchema),
  /** Of the runs of one model: those of its evaluations that say when. */
  schedules: z.array(evaluationScheduleSchema).optional(),
});
export type RunList = z.infer<typeof runListSchema>;

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
