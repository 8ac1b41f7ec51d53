import { z } from 'zod';
import { jobStatusSchema } from './analysis';
import { cohortSchema } from './cohort';
import { errorGroupSchema } from './errorAnswer';
import { errorMeasureSchema } from './errorQuestion';

/** A cohort in the runs of a model on one evaluation, the oldest first. */
export const errorTrendSchema = z.object({
  job: jobStatusSchema,
  points: z
    .array(
      z.object({
        runId: z.string(),
        modelVersionId: z.string(),
        datasetVersionId: z.string(),
        /** "2.1.0 on 1.4.0". */
        name: z.string(),
        all: errorGroupSchema,
        /** Absent where the version lacks a feature that the cohort names. */
        cohort: errorGroupSchema.optional(),
        /** Against the run before it, on rows of the cohort that both have. */
        change: z
          .object({
            value: z.number(),
            low: z.number(),
            high: z.number(),
            pValue: z.number(),
            rows: z.number().int(),
          })
          .optional(),
      }),
    )
    .optional(),
});
export type ErrorTrend = z.infer<typeof errorTrendSchema>;

export const errorTrendQuerySchema = z
  .object({
    where: cohortSchema.min(1),
    measure: errorMeasureSchema.optional(),
  })
  .strict();
export type ErrorTrendQuery = z.infer<typeof errorTrendQuerySchema>;
