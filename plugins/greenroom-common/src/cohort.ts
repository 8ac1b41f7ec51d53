import { z } from 'zod';

/** Of a column, or of what is read off one. */
export const featureNameSchema = z.string().min(1).max(200);

/** Rows without a value meet the condition, too. */
const orMissing = z.literal(true).optional();

/** One condition on the rows of a run. */
export const conditionSchema = z.discriminatedUnion('type', [
  /** One of these values, as they are shown. */
  z
    .object({
      type: z.literal('is'),
      feature: featureNameSchema,
      values: z.array(z.string().max(500)).min(1).max(64),
      orMissing,
    })
    .strict(),
  /** From `from` (included) up to `below` (excluded; included where `closed`). */
  z
    .object({
      type: z.literal('range'),
      feature: featureNameSchema,
      from: z.number().optional(),
      below: z.number().optional(),
      closed: z.boolean().optional(),
      orMissing,
    })
    .strict(),
  z.object({ type: z.literal('missing'), feature: featureNameSchema }).strict(),
]);
export type Condition = z.infer<typeof conditionSchema>;

/** Rows that meet all conditions; none is all rows. */
export const cohortSchema = z.array(conditionSchema).max(20);
export type Cohort = z.infer<typeof cohortSchema>;
