import { z } from 'zod';
import { LABEL_LIMIT } from '../decisions';
import { rowKey, told } from './entryFields';

/** A person's decision on one row; its key in the basket is the row's. */
export const rowEntrySchema = z.object({
  ...told,
  key: rowKey,
  kind: z.enum(['relabel', 'exclude', 'keep']),
  /** The label the row has in the version that was looked at. */
  from: z.string().max(LABEL_LIMIT),
  /** The new label; for relabel only. */
  to: z.string().max(LABEL_LIMIT).optional(),
});
export type RowEntry = z.infer<typeof rowEntrySchema>;
