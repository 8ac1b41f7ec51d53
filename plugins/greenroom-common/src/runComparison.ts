import { z } from 'zod';
import { jobStatusSchema, runSchema } from './analysis';
import { figureSchema } from './asset';

/** A difference of two runs, the second minus the first, with its paired interval and tests. */
export const testedDifferenceSchema = figureSchema.extend({
  /** Two-sided, that there is no difference. */
  pValue: z.number().optional(),
  /** The same, adjusted for every metric and slice that is compared (Holm 1979). */
  holmP: z.number().optional(),
  /** The same by Benjamini and Hochberg (1995). */
  falseDiscoveryQ: z.number().optional(),
});
export type TestedDifference = z.infer<typeof testedDifferenceSchema>;

const comparedSchema = z.object({
  before: z.number(),
  after: z.number(),
  difference: testedDifferenceSchema,
});
export type Compared = z.infer<typeof comparedSchema>;

export const comparedMetricSchema = comparedSchema.extend({
  metric: z.string(),
});
export type ComparedMetric = z.infer<typeof comparedMetricSchema>;

export const comparedSliceSchema = comparedSchema.extend({
  of: z.enum(['class', 'column']),
  feature: z.string(),
  value: z.string(),
  /** Rows, or boxes that were drawn. */
  size: z.number().int(),
  metric: z.enum(['accuracy', 'ap']),
});
export type ComparedSlice = z.infer<typeof comparedSliceSchema>;

/** Boxes of one picture: found, not found, and found where there is none. */
export const pictureCountsSchema = z.object({
  right: z.number().int(),
  missed: z.number().int(),
  wrong: z.number().int(),
});
export type PictureCounts = z.infer<typeof pictureCountsSchema>;

/** A row that one run got right and the other wrong, or a picture with more or fewer mistakes. */
export const changedByRunSchema = z.object({
  key: z.string(),
  before: pictureCountsSchema.optional(),
  after: pictureCountsSchema.optional(),
});
export type ChangedByRun = z.infer<typeof changedByRunSchema>;

export const runsComparedSchema = z.object({
  unit: z.enum(['row', 'picture']),
  /** Rows (or pictures) that both runs have. */
  joined: z.number().int(),
  unmatched: z.object({ before: z.number().int(), after: z.number().int() }),
  /** Rows whose label differs between the two: each run is measured by its own. */
  relabelled: z.number().int(),
  fixed: z.number().int(),
  broken: z.number().int(),
  mcnemarP: z.number(),
  /** Broken, and fixed, rows as shares of all. */
  negativeFlipRate: z.number(),
  positiveFlipRate: z.number(),
  metrics: z.array(comparedMetricSchema),
  slices: z.array(comparedSliceSchema),
  /** The first of each, in the order of their keys. */
  changed: z.object({
    fixed: z.array(changedByRunSchema),
    broken: z.array(changedByRunSchema),
  }),
});
export type RunsCompared = z.infer<typeof runsComparedSchema>;

/** Two runs on the same rows, joined by key. */
export const runComparisonSchema = z.object({
  from: runSchema,
  to: runSchema,
  job: jobStatusSchema,
  comparison: runsComparedSchema.optional(),
});
export type RunComparison = z.infer<typeof runComparisonSchema>;
