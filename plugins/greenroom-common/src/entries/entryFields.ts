import { z } from 'zod';
import { settledSchema } from './settled';

/** Rows have shorter keys; that of a gate holds its conditions. */
export const ENTRY_KEY_LIMIT = 2_000;
const ROW_KEY_LIMIT = 200;
/** A sentence. */
const REASON_LIMIT = 500;
const EVIDENCE_LIMIT = 2_000;

export const rowKey = z.string().min(1).max(ROW_KEY_LIMIT);
export const column = z.string().min(1).max(200);
export const split = z.string().min(1).max(200);

/** Columns whose values are personal data and were taken out for who asks; told by the portal. */
export const hidden = z.array(column).optional();

/** What every entry may say. */
export const told = {
  settled: settledSchema.optional(),
  reason: z.string().max(REASON_LIMIT).optional(),
  /** What speaks for it, in a sentence; told by the portal, never by a browser. */
  evidence: z.string().max(EVIDENCE_LIMIT).optional(),
};

/** What every entry says that is no decision on a row. */
export const inBasket = {
  ...told,
  /** Of the entry in its basket: see `entryKeyOf`. */
  key: z.string().min(1).max(ENTRY_KEY_LIMIT),
};
