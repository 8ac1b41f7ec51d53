import { z } from 'zod';
import { cellValue } from './cellValue';
import { column, hidden, inBasket, rowKey, split } from './entryFields';

/** Columns of an added row, as many as a manifest declares. */
const COLUMNS_LIMIT = 1_000;

/** A new row. */
export const addEntrySchema = z.object({
  ...inBasket,
  kind: z.literal('add'),
  row: rowKey,
  cells: z
    .record(column, cellValue)
    .refine(
      cells => Object.keys(cells).length <= COLUMNS_LIMIT,
      `a row has at most ${COLUMNS_LIMIT} columns`,
    ),
  /** Where splits are files: the one it goes to. */
  split: split.optional(),
  hidden,
});
export type AddEntry = z.infer<typeof addEntrySchema>;
