import { z } from 'zod';
import { gateResultSchema, jobStatusSchema } from './analysis';
import { cellSchema } from './rows';
import { bumpSchema, columnDriftSchema, releaseSchema } from './versions';

const rowCount = z.number().int();
const ofAsset = { asset: z.string() };
const ofEvaluation = { model: z.string(), evaluation: z.string() };

/** What was computed is not changed. */
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** What stands in place of a key or a cell of a personal column. */
export const MASKED_CELL = '(personal)';

/** The label by which somebody with write access lets the pull request of a fork be planned. */
export const PLAN_LABEL = 'greenroom: plan';

export const plannedRowsSchema = z.object({
  from: rowCount,
  to: rowCount,
  added: rowCount,
  removed: rowCount,
  changed: rowCount,
});
export type PlannedRows = z.infer<typeof plannedRowsSchema>;

export const plannedAssetSchema = z.object({
  name: z.string(),
  kind: z.enum(['Dataset', 'Model']),
  /** Of its manifest, from the root of the repository. */
  path: z.string(),
  /** `affected` where it is the data of its evaluations that changes. */
  change: z.enum(['added', 'removed', 'changed', 'affected']),
  matchedBy: z.enum(['key', 'content']).optional(),
  rows: plannedRowsSchema.optional(),
  /** Changed cells by column. */
  cells: z.record(z.string(), rowCount).optional(),
  /** The first changed rows. */
  sample: list(
    z.object({
      key: z.string(),
      cells: list(
        z.object({ column: z.string(), from: cellSchema, to: cellSchema }),
      ),
    }),
  ).optional(),
  /** What could not be looked at, and why. */
  remarks: list(z.string()),
});
export type PlannedAsset = z.infer<typeof plannedAssetSchema>;

export const plannedEvaluationSchema = z.object({
  ...ofEvaluation,
  dataset: z.string(),
  split: z.string(),
  /** Labelled rows that were measured. */
  before: rowCount.optional(),
  after: rowCount.optional(),
  predictions: z.object({
    reused: rowCount,
    made: rowCount,
    /** The model could not be run on them: they are left out of everything. */
    missing: rowCount,
    missingKeys: list(z.string()),
  }),
  fixed: rowCount,
  broken: rowCount,
  relabelled: rowCount,
  /** Why it was not measured. */
  refused: z.string().optional(),
});
export type PlannedEvaluation = z.infer<typeof plannedEvaluationSchema>;

const difference = {
  before: z.number().optional(),
  after: z.number().optional(),
  /** 95 % of the difference, after minus before. */
  low: z.number().optional(),
  high: z.number().optional(),
  pValue: z.number().optional(),
};

export const plannedMetricSchema = z.object({
  ...ofEvaluation,
  name: z.string(),
  dataset: z.string(),
  split: z.string(),
  ...difference,
});
export type PlannedMetric = z.infer<typeof plannedMetricSchema>;

export const plannedSliceSchema = z.object({
  ...ofEvaluation,
  of: z.enum(['cohort', 'class', 'column']),
  feature: z.string(),
  value: z.string(),
  /** Of both sides, or boxes that were drawn. */
  rows: rowCount,
  /** Absent: accuracy. */
  metric: z.literal('ap').optional(),
  ...difference,
});
export type PlannedSlice = z.infer<typeof plannedSliceSchema>;

export const plannedGateSchema = gateResultSchema.extend({
  ...ofEvaluation,
  /** Of the same gate before, where it was measured. */
  before: z.enum(['passed', 'failed', 'refused']).optional(),
});
export type PlannedGate = z.infer<typeof plannedGateSchema>;

export const plannedDebtSchema = z.object({
  ...ofAsset,
  kind: z.enum(['doubtful', 'conflicting']),
  /** Model whose predictions doubt. */
  by: z.string().optional(),
  introduced: rowCount,
  resolved: rowCount,
  /** The first of those introduced. */
  rows: list(
    z.object({
      key: z.string(),
      label: z.string(),
      suggested: z.string().optional(),
    }),
  ),
});
export type PlannedDebt = z.infer<typeof plannedDebtSchema>;

/**
 * What a pull request or a basket would change, were it merged: what
 * `greenroom plan` prints as JSON. Nothing of a personal column is in it.
 */
export const planSchema = z.object({
  base: z.string(),
  head: z.string(),
  verdict: z.enum(['passed', 'failed', 'neutral']),
  /** The weightiest first. */
  reasons: list(
    z.object({
      weight: z.enum(['failed', 'warned', 'noted']),
      asset: z.string().optional(),
      text: z.string(),
    }),
  ),
  assets: list(plannedAssetSchema),
  rows: plannedRowsSchema,
  labelTransitions: list(
    z.object({
      ...ofAsset,
      from: z.string(),
      to: z.string(),
      count: rowCount,
    }),
  ),
  /** Of data sets whose pictures have boxes. */
  boxes: list(
    z.object({
      ...ofAsset,
      /** With at least one of them. */
      pictures: rowCount,
      added: rowCount,
      removed: rowCount,
      moved: rowCount,
      relabelled: rowCount,
    }),
  ),
  schema: z.object({
    added: list(z.object({ ...ofAsset, column: z.string() })),
    removed: list(z.object({ ...ofAsset, column: z.string() })),
    retyped: list(
      z.object({
        ...ofAsset,
        column: z.string(),
        from: z.string(),
        to: z.string(),
      }),
    ),
  }),
  /** One figure a column, those that moved first. */
  drift: list(
    z.object({
      ...ofAsset,
      column: z.string(),
      measure: z.enum(['psi', 'jensen-shannon']),
      value: z.number(),
      from: rowCount,
      to: rowCount,
      n: rowCount,
      comparedBy: columnDriftSchema.shape.comparedBy,
      effect: columnDriftSchema.shape.effect,
      verdict: columnDriftSchema.shape.verdict,
    }),
  ),
  leakage: list(
    z.object({
      ...ofAsset,
      kind: z.enum(['exact', 'near']),
      split: z.string(),
      otherSplit: z.string(),
      introduced: rowCount,
      resolved: rowCount,
      keys: list(z.string()),
    }),
  ),
  duplicates: list(
    z.object({
      ...ofAsset,
      introduced: rowCount,
      resolved: rowCount,
      keys: list(z.string()),
    }),
  ),
  debt: list(plannedDebtSchema),
  licences: list(
    z.object({
      ...ofAsset,
      from: z.string().optional(),
      to: z.string().optional(),
    }),
  ),
  personal: list(
    z.object({
      ...ofAsset,
      column: z.string(),
      change: z.enum([
        'becomes personal',
        'no longer personal',
        'personal column added',
        'personal column removed',
      ]),
    }),
  ),
  semver: bumpSchema,
  releases: list(
    releaseSchema.extend({
      ...ofAsset,
      reasons: list(releaseSchema.shape.reasons.element),
    }),
  ),
  evaluations: list(plannedEvaluationSchema),
  metrics: list(plannedMetricSchema),
  slices: list(plannedSliceSchema),
  stale: list(
    z.object({ ...ofEvaluation, dataset: z.string(), reason: z.string() }),
  ),
  gates: list(plannedGateSchema),
});
export type Plan = z.infer<typeof planSchema>;

/** The pull request that a plan is of, as its host has it. */
export const plannedPullSchema = z.object({
  number: z.number().int(),
  url: z.string(),
  title: z.string(),
  /** Their name on the host. */
  author: z.string(),
  state: z.enum(['open', 'merged', 'closed']),
  headBranch: z.string(),
  baseBranch: z.string(),
  fork: z.boolean(),
});
export type PlannedPull = z.infer<typeof plannedPullSchema>;

/** One line of a list: the plan of a pull request and an asset. */
export const planSummarySchema = z.object({
  id: z.string(),
  assetId: z.string(),
  pull: plannedPullSchema,
  headCommit: z.string(),
  /**
   * `waiting`: from a fork, and nobody with write access has let it. `unread`:
   * what the head declares cannot be read. `superseded`: somebody pushed since.
   * `same`: the asset is left as it is.
   */
  state: z.enum([
    'waiting',
    'computing',
    'ready',
    'failed',
    'unread',
    'superseded',
    'same',
  ]),
  verdict: planSchema.shape.verdict.optional(),
  /** A sentence. */
  says: z.string(),
  updatedAt: z.string(),
});
export type PlanSummary = z.infer<typeof planSummarySchema>;

export const planListSchema = z.object({ items: list(planSummarySchema) });
export type PlanList = z.infer<typeof planListSchema>;

/** A plan with the rows that can be stepped through. */
export const madePlanSchema = z.object({
  /** By which its rows are asked for. */
  id: z.string(),
  job: jobStatusSchema.optional(),
  plan: planSchema.optional(),
  /** What can be stepped through, of each data set whose rows differ. */
  rows: z.array(
    z.object({
      asset: z.string(),
      total: rowCount,
      /** Rows have a picture each. */
      pictures: z.boolean(),
      matchedBy: z.enum(['key', 'content']),
    }),
  ),
  /** The caller may not see rows: what tells of them is left out of the plan. */
  hidden: z.boolean(),
});
export type MadePlan = z.infer<typeof madePlanSchema>;

/** The page of the plan of a pull request. */
export const pullPlanSchema = madePlanSchema.extend({
  ...planSummarySchema.shape,
  headUrl: z.string(),
  baseCommit: z.string().optional(),
  /** Of the newest push, where this is of one before. */
  newerCommit: z.string().optional(),
  /** Who let the fork's pull request be planned. */
  permittedBy: z.string().optional(),
  /** The caller may let it. */
  mayPermit: z.boolean(),
});
export type PullPlan = z.infer<typeof pullPlanSchema>;
