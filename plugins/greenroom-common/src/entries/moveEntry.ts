import { z } from 'zod';
import { inBasket, rowKey, split } from './entryFields';

/** A row that goes to another split. */
export const moveEntrySchema = z.object({
  ...inBasket,
  kind: z.literal('move'),
  row: rowKey,
  /** In the newest version, as the portal read it. */
  from: split,
  to: split,
});
export type MoveEntry = z.infer<typeof moveEntrySchema>;
