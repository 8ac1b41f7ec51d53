import { z } from 'zod';
import { LABEL_LIMIT } from '../decisions';
import { inBasket, rowKey } from './entryFields';

/** A row of an earlier version that is to come back as it was there. */
export const restoreEntrySchema = z.object({
  ...inBasket,
  kind: z.literal('restore'),
  row: rowKey,
  /** The version that has it. */
  versionId: z.string().min(1).max(64),
  /** Its label there; told by the portal. */
  label: z.string().max(LABEL_LIMIT).optional(),
});
export type RestoreEntry = z.infer<typeof restoreEntrySchema>;
