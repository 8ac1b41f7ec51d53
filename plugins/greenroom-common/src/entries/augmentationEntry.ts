import { z } from 'zod';
import { augmentationSchema } from '../augmentation';
import { inBasket } from './entryFields';

/**
 * Rows made of rows of the training split: the recipe goes into the manifest, or
 * the rows that it makes go beside those they are made of.
 */
export const augmentationEntrySchema = z.object({
  ...inBasket,
  kind: z.literal('augmentation'),
  as: z.enum(['recipe', 'rows']),
  /** The version whose preview was looked at. */
  versionId: z.string().min(1).max(64),
  /** The version of the model that was asked about its rows. */
  judge: z.string().min(1).max(64).optional(),
  augmentation: augmentationSchema,
});
export type AugmentationEntry = z.infer<typeof augmentationEntrySchema>;

/** A recipe has a name once. */
export function augmentationEntryKey(name: string): string {
  return `augmentation ${name}`;
}
