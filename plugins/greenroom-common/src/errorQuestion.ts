import { z } from 'zod';
import { cohortSchema, featureNameSchema } from './cohort';

/** Of what a slice has more: wrong rows, or loss (minus the logarithm of the given class's probability). */
export const errorMeasureSchema = z.enum(['wrong', 'loss']);
export type ErrorMeasure = z.infer<typeof errorMeasureSchema>;

/** A run on the same split of the same data set; the one before where it is absent. */
const earlierRun = z.string().min(1).max(200).optional();

const searched = {
  /** Features to search by; all where none is named. */
  features: z.array(featureNameSchema).max(500).optional(),
};

/** Best score first, or what adds most errors beyond the average to the slices above it. */
export const sliceOrderSchema = z.enum(['score', 'added']);
export type SliceOrder = z.infer<typeof sliceOrderSchema>;

/** Which rows slices are looked for on: `half` of them by their keys, or all. */
export const sliceSearchSchema = z.enum(['half', 'all']);
export type SliceSearch = z.infer<typeof sliceSearchSchema>;

/** What a person asks while looking; every view is of the rows that the filter leaves. */
export const errorViewSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('summary') }).strict(),
  z
    .object({
      type: z.literal('slices'),
      ...searched,
      maxLevel: z.number().int().min(1).max(4).optional(),
      minSupport: z.number().int().min(1).optional(),
      k: z.number().int().min(1).max(50).optional(),
      /** By score, or by what each adds to those above it; by score where absent. */
      order: sliceOrderSchema.optional(),
      /**
       * Where no other rows are known, one half of them is searched and slices are
       * confirmed on the other; all are searched, and nothing confirmed, where it
       * says so.
       */
      search: sliceSearchSchema.optional(),
    })
    .strict(),
  z
    .object({
      type: z.literal('tree'),
      ...searched,
      maxDepth: z.number().int().min(1).max(6).optional(),
      minLeaf: z.number().int().min(1).optional(),
    })
    .strict(),
  z
    .object({
      type: z.literal('heat'),
      x: featureNameSchema,
      y: featureNameSchema.optional(),
    })
    .strict(),
  /** Side by side. */
  z
    .object({
      type: z.literal('cohorts'),
      cohorts: z
        .array(
          z.object({ name: z.string().max(200), where: cohortSchema }).strict(),
        )
        .min(1)
        .max(12),
    })
    .strict(),
  /** Keys of the rows, in the order of keys: for the rows behind a slice. */
  z
    .object({
      type: z.literal('keys'),
      wrong: z.boolean().optional(),
      /** Right before and wrong now, or the other way round; against the run `from`. */
      flipped: z.enum(['broken', 'fixed']).optional(),
      from: earlierRun,
      offset: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(500).optional(),
    })
    .strict(),
  /** What would mend the rows that the filter leaves. */
  z.object({ type: z.literal('advice') }).strict(),
  /** Slices that got worse or better since another run, and rows that flipped. */
  z
    .object({
      type: z.literal('changes'),
      ...searched,
      from: earlierRun,
      k: z.number().int().min(1).max(50).optional(),
    })
    .strict(),
]);
export type ErrorView = z.infer<typeof errorViewSchema>;

export const errorQuestionSchema = z
  .object({
    where: cohortSchema.optional(),
    /** A cell of the confusion, or a row or column of it. */
    given: z.string().max(500).optional(),
    predicted: z.string().max(500).optional(),
    measure: errorMeasureSchema.optional(),
    view: errorViewSchema,
  })
  .strict();
export type ErrorQuestion = z.infer<typeof errorQuestionSchema>;
