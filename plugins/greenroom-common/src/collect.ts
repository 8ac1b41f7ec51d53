import { z } from 'zod';
import { cohortSchema } from './cohort';

/** Rows that the manifest of a data set asks for. */
export const collectRequestSchema = z.object({
  name: z.string(),
  where: cohortSchema,
  /** That are to meet the conditions, those that are there counted. */
  rows: z.number().int(),
  split: z.string().optional(),
  why: z.string().optional(),
  evidence: z.string().optional(),
  /** That meet them in this version; absent while what is read off texts and pictures is not known, and where rows are hidden. */
  found: z.number().int().optional(),
});
export type CollectRequest = z.infer<typeof collectRequestSchema>;

export const collectListSchema = z.object({
  items: z.array(collectRequestSchema),
  /** Rows may not be seen, so none are counted. */
  hidden: z.boolean(),
});
export type CollectList = z.infer<typeof collectListSchema>;
