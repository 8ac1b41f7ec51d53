import { z } from 'zod';
import { cellValue } from './cellValue';

/** How a conflict is settled: by one side's word, or by another value of the cell. */
export const takenSchema = z.union([
  z.enum(['ours', 'theirs']),
  z.object({ value: cellValue }),
]);
export type Taken = z.infer<typeof takenSchema>;

/** What a person chose where the newest version has its own word on the same cell or row. */
export const settledSchema = z.object({
  /** It holds for this conflict only: where the data moves on, it is asked again. */
  conflict: z.string().regex(/^[0-9a-f]{32}$/),
  /** Another value becomes what the entry shall make of the cell, and is ours then. */
  take: z.enum(['ours', 'theirs']),
});
export type Settled = z.infer<typeof settledSchema>;
