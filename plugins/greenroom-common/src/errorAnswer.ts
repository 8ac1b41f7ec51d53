import { z } from 'zod';
import { confusionSchema, jobStatusSchema } from './analysis';
import { figureSchema } from './asset';
import { type Cohort, cohortSchema, conditionSchema } from './cohort';
import { sliceSearchSchema } from './errorQuestion';

/** A group of rows and how wrong the model is about them. */
export const errorGroupSchema = z.object({
  rows: z.number().int(),
  /** Wrong rows, or the sum of losses. */
  errors: z.number(),
  /** errors / rows with its interval. */
  rate: figureSchema,
});
export type ErrorGroup = z.infer<typeof errorGroupSchema>;

export const exploredSliceSchema = errorGroupSchema.extend({
  where: cohortSchema,
  /** Sagadeeva and Boehm 2021, eq. 5. */
  score: z.number(),
  /** rate over the rate of all rows. */
  lift: z.number(),
  pValue: z.number(),
  /** p adjusted for every slice that was tested. */
  qValue: z.number(),
  /** Errors that no slice before it in the list has. */
  addedErrors: z.number(),
  /** Other descriptions of the same rows. */
  sameRowsAs: z.array(cohortSchema),
  /** The same slice on rows that were not searched. */
  confirmed: errorGroupSchema
    .extend({ lift: z.number(), pValue: z.number(), holmP: z.number() })
    .optional(),
});
export type ExploredSlice = z.infer<typeof exploredSliceSchema>;

export const errorFeatureSchema = z.object({
  name: z.string(),
  unit: z.string().optional(),
  kind: z.enum(['number', 'category']),
  /** Made from a text or a picture. */
  derivedFrom: z.string().optional(),
  /** Its values, or bins that people can read. */
  values: z.array(
    errorGroupSchema.extend({ label: z.string(), where: conditionSchema }),
  ),
  /** Values beyond the most frequent ones, not listed. */
  more: z.number().int().optional(),
});
export type ErrorFeature = z.infer<typeof errorFeatureSchema>;

export type ErrorNode = z.infer<typeof errorGroupSchema> & {
  /** From the root down to this node. */
  readonly where: Cohort;
  /** Share of all errors that are in it. */
  readonly coverage: number;
  /** The feature by which its rows are split. */
  readonly splitBy?: string;
  readonly children: readonly ErrorNode[];
};
export const errorNodeSchema: z.ZodType<ErrorNode> = errorGroupSchema.extend({
  where: cohortSchema,
  coverage: z.number(),
  splitBy: z.string().optional(),
  children: z.lazy(() => z.array(errorNodeSchema)),
});

const axisSchema = z.object({
  feature: z.string(),
  values: z.array(z.object({ label: z.string(), where: conditionSchema })),
});

/** Why a slice may be worse, and what to do about it. */
export const adviceSchema = z.object({
  cause: z.enum([
    'wrongLabels',
    'ambiguous',
    'tooFewRows',
    'shifted',
    'spuriousFeature',
    'modelCapacity',
  ]),
  /** One sentence with its numbers. */
  because: z.string(),
  /** From 0 to 1: how well the evidence carries it; the first is the strongest. */
  strength: z.number(),
  action: z.enum(['resolveLabels', 'collectRows', 'augment', 'gateCohort']),
});
export type Advice = z.infer<typeof adviceSchema>;

/** A difference of two rates with its 95 % interval, unless a side is too small for one. */
const rateChangeSchema = z.object({
  value: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
  pValue: z.number(),
  /** What the model made of it and what the data: they sum to it. */
  parts: z.object({
    /** On rows of both runs whose label and inputs stayed. */
    model: z.number(),
    /** On rows of both runs with another label. */
    labels: z.number(),
    /** By rows that are in one of them only, or were edited. */
    rows: z.number(),
  }),
});

export const changedSliceSchema = z.object({
  where: cohortSchema,
  before: errorGroupSchema,
  after: errorGroupSchema,
  /** Absent where a run has no such row. */
  change: rateChangeSchema
    .extend({
      /** p adjusted for all slices of the list. */
      holmP: z.number(),
    })
    .optional(),
  /** Worse or better by more than chance, for the first or the last time a finding by itself; or no change shown. */
  outcome: z.enum(['appeared', 'worse', 'better', 'gone', 'same']),
});
export type ChangedSlice = z.infer<typeof changedSliceSchema>;

/** A group in which more rows flipped than elsewhere: its errors are those rows. */
const flippedSliceSchema = errorGroupSchema.extend({
  where: cohortSchema,
  lift: z.number(),
  qValue: z.number(),
  addedErrors: z.number(),
});
export type FlippedSlice = z.infer<typeof flippedSliceSchema>;

export const errorAnswerSchema = z.discriminatedUnion('type', [
  errorGroupSchema.extend({
    type: z.literal('summary'),
    confusion: confusionSchema,
    features: z.array(errorFeatureSchema),
    /** Cohorts that the data set's manifest names. */
    declared: z.array(z.object({ name: z.string(), where: cohortSchema })),
    /** Losses are known: the model tells probabilities. */
    hasLoss: z.boolean(),
    /** Features are still being read off texts and pictures, or could not be: they are not among these. */
    reading: jobStatusSchema.optional(),
    /** Where there is nothing to show: what that means. */
    remark: z.string().optional(),
  }),
  z.object({
    type: z.literal('slices'),
    /** Rows that were searched, and how wrong the model is about them. */
    all: errorGroupSchema,
    foundOn: sliceSearchSchema,
    /** Against all other rows that were searched, one-sided. */
    test: z.enum(['fisher-exact', 'welch']),
    slices: z.array(exploredSliceSchema),
    /** Slices that were looked at, and tested. */
    tested: z.number().int(),
    /** On which rows slices are confirmed: "test, 899 rows", "the other half, 450 rows"; absent where there are none. */
    confirmedOn: z.string().optional(),
    remark: z.string().optional(),
  }),
  z.object({
    type: z.literal('tree'),
    root: errorNodeSchema,
    remark: z.string().optional(),
  }),
  z.object({
    type: z.literal('heat'),
    x: axisSchema,
    y: axisSchema.optional(),
    /** By y, then x (one line where there is no y); cells without rows have rows 0. */
    cells: z.array(z.array(errorGroupSchema)),
  }),
  z.object({
    type: z.literal('cohorts'),
    cohorts: z.array(
      errorGroupSchema.extend({
        name: z.string(),
        where: cohortSchema,
        accuracy: figureSchema,
        /** Absent where the model tells no probabilities. */
        meanLoss: figureSchema.optional(),
        /** Most frequent confusions. */
        confusions: z.array(
          z.object({
            given: z.string(),
            predicted: z.string(),
            rows: z.number().int(),
          }),
        ),
        /** Against all other rows. */
        pValue: z.number().optional(),
      }),
    ),
  }),
  z.object({
    type: z.literal('keys'),
    keys: z.array(z.string()),
    total: z.number().int(),
  }),
  z.object({ type: z.literal('advice'), advice: z.array(adviceSchema) }),
  z.object({
    type: z.literal('changes'),
    after: errorGroupSchema,
    /** Absent where there is no other run. */
    against: z
      .object({
        runId: z.string(),
        /** "2.1.0 on 1.4.0". */
        name: z.string(),
        before: errorGroupSchema,
        change: rateChangeSchema.optional(),
        foundOn: sliceSearchSchema,
        /** Rows that changes are measured on: before, and now. */
        measured: z.object({
          before: z.number().int(),
          after: z.number().int(),
        }),
        slices: z.array(changedSliceSchema),
        flips: z.object({
          /** In both runs. */
          rows: z.number().int(),
          broken: z.number().int(),
          fixed: z.number().int(),
          /** That as many broke as were fixed, by McNemar's exact test. */
          pValue: z.number(),
          brokenSlices: z.array(flippedSliceSchema),
          fixedSlices: z.array(flippedSliceSchema),
        }),
      })
      .optional(),
    remark: z.string().optional(),
  }),
]);
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;
export type ErrorAnswerTo<Type extends ErrorAnswer['type']> = Extract<
  ErrorAnswer,
  { type: Type }
>;
