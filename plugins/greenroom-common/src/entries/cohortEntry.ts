import { z } from 'zod';
import { declared } from './declaredFields';

/** A group of rows that a data set's manifest is to name. */
export const cohortEntrySchema = z.object({
  ...declared,
  kind: z.literal('cohort'),
  name: z.string().trim().min(1).max(200),
});
export type CohortEntry = z.infer<typeof cohortEntrySchema>;

/** A cohort has a name once. */
export function cohortEntryKey(name: string): string {
  return `cohort ${name}`;
}
