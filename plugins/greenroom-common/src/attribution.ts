import { z } from 'zod';
import { jobStatusSchema, runSchema } from './analysis';
import { figureSchema } from './asset';

/** What can differ between two runs of an evaluation. */
export const attributionFactorSchema = z.enum([
  /** Which rows are in the split, and what they hold beside their label. */
  'rows',
  /** The labels of rows that both versions have. */
  'labels',
  /** How rows become the model's inputs. */
  'preprocessing',
  /** The model's file. */
  'model',
  /** Both, where they changed together and could not be run apart. */
  'modelAndPreprocessing',
  /** From which probability on a row is taken for the second of two classes. */
  'threshold',
]);
export type AttributionFactor = z.infer<typeof attributionFactorSchema>;

export const attributedMetricSchema = z.object({
  metric: z.string(),
  before: figureSchema,
  after: figureSchema,
  difference: figureSchema,
  /** Exact Shapley shares of the difference: they add up to it. */
  shares: z.array(figureSchema.extend({ factor: attributionFactorSchema })),
  /** "Accuracy rose 2.1 points: 1.6 from other labels, 0.5 from the new model." */
  text: z.string(),
});
export type AttributedMetric = z.infer<typeof attributedMetricSchema>;

/** Changes of the data that by themselves account for most of what the data did to accuracy. */
export const changeGroupSchema = z.object({
  /** What accuracy differs by when just these are made. */
  effect: z.number(),
  /** What it differs by when all changes of the data are made. */
  whole: z.number(),
  /** `smallest`: no smaller group does as much. `minimal`: none of them can be left out. */
  size: z.enum(['smallest', 'minimal']),
  members: z.array(
    z.object({
      /** A version's name and commit, or what was done to rows: "relabelled 4 to 9". */
      name: z.string(),
      versionId: z.string().optional(),
      rows: z.number().int(),
    }),
  ),
  /** How many changes there are in all. */
  of: z.number().int(),
});
export type ChangeGroup = z.infer<typeof changeGroupSchema>;

/** Why a metric differs between two runs of one evaluation. */
export const attributionSchema = z.object({
  from: runSchema,
  to: runSchema,
  /** Of the attribution, or of the run that it still waits for. */
  job: jobStatusSchema,
  metrics: z.array(attributedMetricSchema).optional(),
  /** Why only some metrics are told. */
  leftOut: z.string().optional(),
  /** Why factors are told together. */
  remark: z.string().optional(),
  /** By version of the data set between the two; absent where there are none. */
  byVersion: changeGroupSchema.optional(),
  /** By what was done to rows; absent where the data did nothing to accuracy. */
  byChange: changeGroupSchema.optional(),
});
export type Attribution = z.infer<typeof attributionSchema>;
