import { z } from 'zod';
import { cellValue } from './cellValue';
import { column, hidden, inBasket, rowKey } from './entryFields';

/** Another value in one cell that is neither key nor label. */
export const cellEntrySchema = z.object({
  ...inBasket,
  kind: z.literal('cell'),
  row: rowKey,
  column,
  /** In the newest version, as the portal read it. */
  from: cellValue,
  to: cellValue,
  hidden,
});
export type CellEntry = z.infer<typeof cellEntrySchema>;
