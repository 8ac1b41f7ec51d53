import { z } from 'zod';
import { ENTRY_KEY_LIMIT, settledSchema, takenSchema } from './entries';

const side = z.string().nullable().optional();

/** A cell or row on which the basket and the newest version both have their own word. */
export const basketConflictSchema = z.object({
  /** Of this state of both; see `settledSchema`. */
  id: z.string(),
  /** Of the entry in the basket. */
  entry: z.string(),
  row: z.string(),
  kind: z.enum([
    'both-changed',
    'removed-there',
    'changed-there',
    'added-there',
  ]),
  /** Absent where the row as a whole is meant, or its split. */
  column: z.string().optional(),
  /** What the change was made on, what it shall be, what is there now; absent where there is no such row. */
  base: side,
  ours: side,
  theirs: side,
  /** The values are personal and not told. */
  hidden: z.boolean(),
  /** The row's other cells as they are there, or were before it was removed; none that are personal. */
  cells: z.record(z.string(), z.string().nullable()),
  choices: z.array(z.enum(['ours', 'theirs', 'value'])),
});
export type BasketConflict = z.infer<typeof basketConflictSchema>;

/** A basket held against the newest version. */
export const basketCheckSchema = z.object({
  /** The newest version's. */
  commit: z.string(),
  /** Entries that would change rows. */
  entries: z.number().int(),
  /** Keys of entries that are upstream already, which a pull request leaves out. */
  upstream: z.array(z.string()),
  /** Keys of entries that the person gave up for what is there. */
  givenUp: z.array(z.string()),
  /** Those that nobody settled yet. */
  conflicts: z.array(basketConflictSchema),
});
export type BasketCheck = z.infer<typeof basketCheckSchema>;

export const settlementsSchema = z.object({
  settlements: z
    .array(
      settledSchema.extend({
        /** Of the entry in the basket. */
        entry: z.string().min(1).max(ENTRY_KEY_LIMIT),
        take: takenSchema,
      }),
    )
    .min(1)
    .max(500),
});
export type Settlements = z.infer<typeof settlementsSchema>;
