import { z } from 'zod';
import { declared } from './declaredFields';
import { split } from './entryFields';

/** Rows that a data set's manifest is to ask for. */
export const collectEntrySchema = z.object({
  ...declared,
  kind: z.literal('collect'),
  name: z.string().trim().min(1).max(200),
  /** That are to be there in all. */
  rows: z.number().int().min(1).max(10_000_000),
  /** The one that the model of the run is trained on; told by the portal. */
  split: split.optional(),
});
export type CollectEntry = z.infer<typeof collectEntrySchema>;

/** A request for rows has a name once. */
export function collectEntryKey(name: string): string {
  return `collect ${name}`;
}
