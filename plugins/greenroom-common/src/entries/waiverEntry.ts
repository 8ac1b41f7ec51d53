import { z } from 'zod';
import { waiverRequestSchema } from '../policy';
import { inBasket } from './entryFields';

/** A rule of a policy that is not to be held against the asset, until a day; see `Waiver`. */
export const waiverEntrySchema = z.object({
  ...inBasket,
  kind: z.literal('waiver'),
  ...waiverRequestSchema.shape,
});
export type WaiverEntry = z.infer<typeof waiverEntrySchema>;
