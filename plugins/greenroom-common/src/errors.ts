import { z } from 'zod';
import { confusionSchema, jobStatusSchema } from './analysis';
import { figureSchema } from './asset';

const featureName = z.string().min(1).max(200);

/** Rows without a value meet the condition, too. */
const orMissing = z.literal(true).optional();

/** One condition on the rows of a run. */
export const conditionSchema = z.discriminatedUnion('type', [
  /** One of these values, as they are shown. */
  z
    .object({
      type: z.literal('is'),
      feature: featureName,
      values: z.array(z.string().max(500)).min(1).max(64),
      orMissing,
    })
    .strict(),
  /** From `from` (included) up to `below` (excluded; included where `closed`). */
  z
    .object({
      type: z.literal('range'),
      feature: featureName,
      from: z.number().optional(),
      below: z.number().optional(),
      closed: z.boolean().optional(),
      orMissing,
    })
    .strict(),
  z.object({ type: z.literal('missing'), feature: featureName }).strict(),
]);
export type Condition = z.infer<typeof conditionSchema>;

/** Rows that meet all conditions; none is all rows. */
export const cohortSchema = z.array(conditionSchema).max(20);
export type Cohort = z.infer<typeof cohortSchema>;

/** Of what a slice has more: wrong rows, or loss (minus the logarithm of the given class's probability). */
export const errorMeasureSchema = z.enum(['wrong', 'loss']);
export type ErrorMeasure = z.infer<typeof errorMeasureSchema>;

/** A run on the same split of the same data set; the one before where it is absent. */
const earlierRun = z.string().min(1).max(200).optional();

const searched = {
  /** Features to search by; all where none is named. */
  features: z.array(featureName).max(500).optional(),
};

/** Best score first, or what adds most errors beyond the average to the slices above it. */
export const sliceOrderSchema = z.enum(['score', 'added']);
export type SliceOrder = z.infer<typeof sliceOrderSchema>;

/** Which rows slices are looked for on: `half` of them by their keys, or all. */
export const sliceSearchSchema = z.enum(['half', 'all']);
export type SliceSearch = z.infer<typeof sliceSearchSchema>;

/** What a person asks while looking; every view is of the rows that the filter leaves. */
export const errorViewSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('summary') }).strict(),
  z
    .object({
      type: z.literal('slices'),
      ...searched,
      maxLevel: z.number().int().min(1).max(4).optional(),
      minSupport: z.number().int().min(1).optional(),
      k: z.number().int().min(1).max(50).optional(),
      /** By score, or by what each adds to those above it; by score where absent. */
      order: sliceOrderSchema.optional(),
      /**
       * Where no other rows are known, one half of them is searched and slices are
       * confirmed on the other; all are searched, and nothing confirmed, where it
       * says so.
       */
      search: sliceSearchSchema.optional(),
    })
    .strict(),
  z
    .object({
      type: z.literal('tree'),
      ...searched,
      maxDepth: z.number().int().min(1).max(6).optional(),
      minLeaf: z.number().int().min(1).optional(),
    })
    .strict(),
  z
    .object({
      type: z.literal('heat'),
      x: featureName,
      y: featureName.optional(),
    })
    .strict(),
  /** Side by side. */
  z
    .object({
      type: z.literal('cohorts'),
      cohorts: z
        .array(
          z.object({ name: z.string().max(200), where: cohortSchema }).strict(),
        )
        .min(1)
        .max(12),
    })
    .strict(),
  /** Keys of the rows, in the order of keys: for the rows behind a slice. */
  z
    .object({
      type: z.literal('keys'),
      wrong: z.boolean().optional(),
      /** Right before and wrong now, or the other way round; against the run `from`. */
      flipped: z.enum(['broken', 'fixed']).optional(),
      from: earlierRun,
      offset: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(500).optional(),
    })
    .strict(),
  /** What would mend the rows that the filter leaves. */
  z.object({ type: z.literal('advice') }).strict(),
  /** Slices that got worse or better since another run, and rows that flipped. */
  z
    .object({
      type: z.literal('changes'),
      ...searched,
      from: earlierRun,
      k: z.number().int().min(1).max(50).optional(),
    })
    .strict(),
]);
export type ErrorView = z.infer<typeof errorViewSchema>;

export const errorQuestionSchema = z
  .object({
    where: cohortSchema.optional(),
    /** A cell of the confusion, or a row or column of it. */
    given: z.string().max(500).optional(),
    predicted: z.string().max(500).optional(),
    measure: errorMeasureSchema.optional(),
    view: errorViewSchema,
  })
  .strict();
export type ErrorQuestion = z.infer<typeof errorQuestionSchema>;

/** A group of rows and how wrong the model is about them. */
const groupSchema = z.object({
  rows: z.number().int(),
  /** Wrong rows, or the sum of losses. */
  errors: z.number(),
  /** errors / rows with its interval. */
  rate: figureSchema,
});
export type ErrorGroup = z.infer<typeof groupSchema>;

export const exploredSliceSchema = groupSchema.extend({
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
  confirmed: groupSchema
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
    groupSchema.extend({ label: z.string(), where: conditionSchema }),
  ),
  /** Values beyond the most frequent ones, not listed. */
  more: z.number().int().optional(),
});
export type ErrorFeature = z.infer<typeof errorFeatureSchema>;

export type ErrorNode = z.infer<typeof groupSchema> & {
  /** From the root down to this node. */
  readonly where: Cohort;
  /** Share of all errors that are in it. */
  readonly coverage: number;
  /** The feature by which its rows are split. */
  readonly splitBy?: string;
  readonly children: readonly ErrorNode[];
};
export const errorNodeSchema: z.ZodType<ErrorNode> = groupSchema.extend({
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
    /** On rows of both runs whose label stayed. */
    model: z.number(),
    /** On rows of both runs with another label. */
    labels: z.number(),
    /** By rows that are in one of them only, or were edited. */
    rows: z.number(),
  }),
});

export const changedSliceSchema = z.object({
  where: cohortSchema,
  before: groupSchema,
  after: groupSchema,
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
const flippedSliceSchema = groupSchema.extend({
  where: cohortSchema,
  lift: z.number(),
  qValue: z.number(),
  addedErrors: z.number(),
});
export type FlippedSlice = z.infer<typeof flippedSliceSchema>;

export const errorAnswerSchema = z.discriminatedUnion('type', [
  groupSchema.extend({
    type: z.literal('summary'),
    confusion: confusionSchema,
    features: z.array(errorFeatureSchema),
    /** Cohorts that the data set's manifest names. */
    declared: z.array(z.object({ name: z.string(), where: cohortSchema })),
    /** Losses are known: the model tells probabilities. */
    hasLoss: z.boolean(),
    /** Where there is nothing to show: what that means. */
    remark: z.string().optional(),
  }),
  z.object({
    type: z.literal('slices'),
    /** Rows that were searched, and how wrong the model is about them. */
    all: groupSchema,
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
    cells: z.array(z.array(groupSchema)),
  }),
  z.object({
    type: z.literal('cohorts'),
    cohorts: z.array(
      groupSchema.extend({
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
    after: groupSchema,
    /** Absent where there is no other run. */
    against: z
      .object({
        runId: z.string(),
        /** "2.1.0 on 1.4.0". */
        name: z.string(),
        before: groupSchema,
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

/** A cohort in the runs of a model on one evaluation, the oldest first. */
export const errorTrendSchema = z.object({
  job: jobStatusSchema,
  points: z
    .array(
      z.object({
        runId: z.string(),
        modelVersionId: z.string(),
        datasetVersionId: z.string(),
        /** "2.1.0 on 1.4.0". */
        name: z.string(),
        all: groupSchema,
        /** Absent where the version lacks a feature that the cohort names. */
        cohort: groupSchema.optional(),
        /** Against the run before it, on rows of the cohort that both have. */
        change: z
          .object({
            value: z.number(),
            low: z.number(),
            high: z.number(),
            pValue: z.number(),
            rows: z.number().int(),
          })
          .optional(),
      }),
    )
    .optional(),
});
export type ErrorTrend = z.infer<typeof errorTrendSchema>;

export const errorTrendQuerySchema = z
  .object({
    where: cohortSchema.min(1),
    measure: errorMeasureSchema.optional(),
  })
  .strict();
export type ErrorTrendQuery = z.infer<typeof errorTrendQuerySchema>;
