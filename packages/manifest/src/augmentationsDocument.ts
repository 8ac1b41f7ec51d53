import { z } from 'zod';
import { conditionsSchema } from './cohortsDocument';

const share = z.number().gt(0, 'use a share above 0').max(1);
const columnName = z.string().min(1).max(200);
const neighbours = z.number().int().min(1).max(50).default(5);

/** Numbers between a row and its neighbours: SMOTE; with categories, SMOTE-NC. */
const interpolateRecipe = z.strictObject({
  op: z.literal('interpolate'),
  neighbours,
});
/** Numbers between two rows of any class. */
const mixupRecipe = z.strictObject({
  op: z.literal('mixup'),
  alpha: z.number().gt(0).max(10).default(0.2),
});
/** Numbers moved within the noise that rows which are alike differ by. */
const jitterRecipe = z.strictObject({
  op: z.literal('jitter'),
  scale: share.default(0.5),
  neighbours,
});

const textChangeSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('typo'), share: share.default(0.1) }),
  z.strictObject({
    op: z.literal('case'),
    to: z.enum(['lower', 'upper', 'sentence']),
  }),
  z.strictObject({
    op: z.literal('punctuation'),
    how: z.enum(['drop', 'repeat']),
    share: share.default(0.5),
  }),
  z.strictObject({ op: z.literal('drop'), share: share.default(0.1) }),
  z.strictObject({ op: z.literal('swap'), share: share.default(0.1) }),
]);
export type TextChange = z.infer<typeof textChangeSchema>;

/** Texts of a column, changed step by step. */
const textRecipe = z.strictObject({
  op: z.literal('text'),
  column: columnName,
  steps: z.array(textChangeSchema).min(1).max(20),
});
/** Texts of a column by templates, whose gaps are filled with listed values or with columns of the parent. */
const templateRecipe = z.strictObject({
  op: z.literal('template'),
  column: columnName,
  templates: z.array(z.string().min(1).max(2_000)).min(1).max(200),
  slots: z
    .record(
      z.string().min(1).max(200),
      z.array(z.string().min(1).max(500)).min(1).max(1_000),
    )
    .optional(),
});

const degrees = z.number().gt(0).max(180);
const pictureChangeSchema = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('flip'),
    axis: z.enum(['horizontal', 'vertical']).default('horizontal'),
  }),
  /** By an angle up to so many degrees, either way; the corners are filled with the colour of the edge. */
  z.strictObject({ op: z.literal('rotate'), most: degrees.default(15) }),
  /** To a part that keeps at least this share of each side. */
  z.strictObject({ op: z.literal('crop'), least: share.default(0.8) }),
  /** Brighter or darker, up to this share. */
  z.strictObject({ op: z.literal('light'), most: share.default(0.3) }),
  /** Normal noise of this deviation, of 255. */
  z.strictObject({
    op: z.literal('noise'),
    deviation: z.number().gt(0).max(128).default(8),
  }),
  /** A gaussian blur of up to this many pixels. */
  z.strictObject({
    op: z.literal('blur'),
    sigma: z.number().min(0.3).max(20).default(1),
  }),
  /** A grey rectangle over up to this share of the picture. */
  z.strictObject({ op: z.literal('occlude'), most: share.default(0.15) }),
]);
export type PictureChange = z.infer<typeof pictureChangeSchema>;

/** Pictures of a column, changed step by step; boxes and masks with them. */
const pictureRecipe = z.strictObject({
  op: z.literal('picture'),
  column: columnName,
  steps: z.array(pictureChangeSchema).min(1).max(20),
});

const amountSchema = z.discriminatedUnion('type', [
  /**
   * As many rows of each group as the largest has; at most so many times what a
   * group has itself. Of a slice, as many rows that meet `where` as do not.
   */
  z.strictObject({
    type: z.literal('balance'),
    by: z
      .union([z.literal('class'), z.literal('slice'), columnName])
      .default('class'),
    mostTimes: z.number().gt(0).max(100).default(3),
  }),
  z.strictObject({
    type: z.literal('times'),
    times: z.number().gt(0).max(100),
  }),
  z.strictObject({
    type: z.literal('rows'),
    rows: z.number().int().min(1).max(1_000_000),
  }),
]);
export type AugmentationAmount = z.infer<typeof amountSchema>;

/** Rows to be made of rows of the training split. */
export const augmentationSchema = z.strictObject({
  name: z.string().min(1).max(63),
  description: z.string().max(1_000).optional(),
  /** The split whose rows are parents: the one the model is trained on. */
  split: z.string().min(1).max(200).default('train'),
  /** Only rows that meet these are parents. */
  where: conditionsSchema.optional(),
  recipe: z.discriminatedUnion('op', [
    interpolateRecipe,
    mixupRecipe,
    jitterRecipe,
    textRecipe,
    templateRecipe,
    pictureRecipe,
  ]),
  amount: amountSchema,
  /** The same seed makes the same rows. */
  seed: z.number().int().min(0).max(2_147_483_647).default(1),
});
export type Augmentation = z.infer<typeof augmentationSchema>;
export type Recipe = Augmentation['recipe'];
