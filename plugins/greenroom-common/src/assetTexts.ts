import { z } from 'zod';
import { manifestValue } from './entries/manifestValue';

/** What the texts about an asset say now, as far as they can be edited here. */
export const assetTextsSchema = z.object({
  /** Absent where another format than Greenroom's declares the asset. */
  manifest: z
    .object({
      path: z.string(),
      fields: z.array(
        z.object({
          path: z.array(z.union([z.string(), z.number()])),
          /** In words. */
          name: z.string(),
          type: z.enum(['text', 'number', 'yes or no']),
          value: manifestValue.nullable(),
          /** The place behind the last of a list; further items take the places behind it. */
          adds: z.literal(true).optional(),
        }),
      ),
    })
    .optional(),
  card: z
    .object({
      path: z.string(),
      sections: z.array(z.object({ heading: z.string(), text: z.string() })),
      /** Headings that readers look for, and it has not. */
      missing: z.array(z.string()),
    })
    .optional(),
});
export type AssetTexts = z.infer<typeof assetTextsSchema>;
