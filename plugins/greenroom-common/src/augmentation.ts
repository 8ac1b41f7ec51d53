import { z } from 'zod';
import { jobStatusSchema } from './analysis';
import { cohortSchema } from './cohort';

/** As `augmentations` of a manifest has it; what it may hold is the manifest's to say. */
export const augmentationSchema = z.looseObject({
  name: z.string().trim().min(1).max(63),
});
export type Augmentation = z.infer<typeof augmentationSchema>;

/** In place of a model: none is asked. */
export const NO_JUDGE = 'none';

/** A version of a model that is asked whether rows have left their class. */
const judgeSchema = z.object({
  versionId: z.string(),
  name: z.string(),
});

/** What a data set lets people try, and what its manifest declares already. */
export const augmentationChoicesSchema = z.object({
  declared: z.array(augmentationSchema),
  /** JSON Schema of one augmentation: forms are made from it. */
  schema: z.record(z.string(), z.unknown()),
  /** Why no row can be made of this version; absent where some can. */
  whyNot: z.string().optional(),
  /** Columns by what a recipe may do with them. */
  texts: z.array(z.string()),
  pictures: z.array(z.string()),
  /** Columns that rows may be balanced by, beside the class, or chosen by. */
  slices: z.array(z.string()),
  splits: z.array(z.string()),
  classes: z.array(z.string()),
  /** Who may be asked about each row, and why in this version; the first is, where nobody says otherwise. */
  judges: z.array(judgeSchema.extend({ chosenBy: z.string() })),
});
export type AugmentationChoices = z.infer<typeof augmentationChoicesSchema>;

const cell = z.union([z.string(), z.number(), z.boolean()]).nullable();

const markSchema = z.object({
  label: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  /** Absent where it is still marked. */
  lost: z.enum(['outside', 'covered']).optional(),
});

/** A row that was made, beside those it was made of. */
export const madeRowSchema = z.object({
  number: z.number().int(),
  /** Absent where it was dropped. */
  key: z.string().optional(),
  label: z.string(),
  parents: z.array(z.string()),
  cells: z.record(z.string(), cell),
  /** Cells of the parents, in the order of their keys. */
  parentCells: z.array(z.record(z.string(), cell)),
  reason: z.string().optional(),
  /** A data address, small. */
  picture: z.string().optional(),
  size: z.object({ width: z.number(), height: z.number() }).optional(),
  marks: z.array(markSchema).optional(),
});
export type MadeRow = z.infer<typeof madeRowSchema>;

/** What a recipe makes of a version. */
export const augmentationPreviewSchema = z.object({
  versionId: z.string(),
  job: jobStatusSchema,
  /** As a manifest would have it, with the conditions. */
  augmentation: augmentationSchema,
  /** The manifest declares it just so. */
  isDeclared: z.boolean(),
  /** Absent where no model is asked. */
  judge: judgeSchema.optional(),
  /** Once the job is done. */
  counts: z
    .object({
      made: z.number().int(),
      kept: z.number().int(),
      dropped: z.array(
        z.object({
          reason: z.string(),
          words: z.string(),
          count: z.number().int(),
        }),
      ),
      /** Of the training split. */
      classes: z.array(
        z.object({
          label: z.string(),
          before: z.number().int(),
          added: z.number().int(),
        }),
      ),
      leftEmpty: z.array(z.string()),
      remarks: z.array(z.string()),
    })
    .optional(),
  columns: z.array(z.string()),
  items: z.array(madeRowSchema),
  total: z.number().int(),
  /** The caller may not see rows. */
  hidden: z.boolean(),
  masked: z.array(z.string()),
});
export type AugmentationPreview = z.infer<typeof augmentationPreviewSchema>;

/** Which of the made rows are shown. */
export const MADE_ROWS = ['kept', 'dropped'] as const;

/** What is to be made of a version, and which of it is shown. */
export const augmentationRequestSchema = z.object({
  augmentation: augmentationSchema,
  /** Only of rows that meet these, in place of what the augmentation says. */
  where: cohortSchema.optional(),
  /** The version of the model that is asked, or `none`; absent: the first of the choices. */
  judge: z.string().min(1).max(64).optional(),
  rows: z.enum(MADE_ROWS).default('kept'),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(50).default(20),
});
export type AugmentationRequest = z.input<typeof augmentationRequestSchema>;
