import { z } from 'zod';
import { inBasket } from './entryFields';
import { manifestValue } from './manifestValue';

const MANIFEST_PATH_LIMIT = 20;

/** Another value in the asset's manifest. */
export const manifestEntrySchema = z.object({
  ...inBasket,
  kind: z.literal('manifest'),
  /** To a value of its document, e.g. `['metadata', 'title']`. */
  path: z
    .array(z.union([z.string().min(1).max(200), z.number().int().min(0)]))
    .min(1)
    .max(MANIFEST_PATH_LIMIT),
  /** Null where nothing is said yet; told by the portal. */
  from: manifestValue.nullable(),
  to: manifestValue,
});
export type ManifestEntry = z.infer<typeof manifestEntrySchema>;
