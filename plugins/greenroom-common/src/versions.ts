import { z } from 'zod';
import { jobStatusSchema } from './analysis';
import { commitSchema } from './asset';
import { cellSchema } from './rows';

/** Counts between edges; `edges` has one number more than `counts`, the last bin holds its upper edge. */
export const histogramSchema = z.object({
  edges: z.array(z.number()),
  counts: z.array(z.number().int()),
});
export type Histogram = z.infer<typeof histogramSchema>;

export const columnProfileSchema = z.object({
  name: z.string(),
  type: z.string(),
  /** Who said the type: the manifest, or nobody, so that it was inferred. */
  typedBy: z.enum(['manifest', 'inferred']),
  /** Cells without a value; NaN and infinity are none. */
  nulls: z.number().int(),
  distinct: z.number().int().optional(),
  /** Set where that is estimated: of texts of more than a million kinds. */
  distinctIs: z.literal('approximate').optional(),
  min: cellSchema.optional(),
  max: cellSchema.optional(),
  mean: z.number().optional(),
  /** At 0.05, 0.25, 0.5, 0.75, 0.95. */
  quantiles: z.array(z.number()).optional(),
  /** The most frequent values; ties by value. Absent where there are more than a million texts. */
  top: z
    .array(z.object({ value: cellSchema, count: z.number().int() }))
    .optional(),
  /** Of numbers. */
  histogram: histogramSchema.optional(),
  /** Of texts: characters. */
  textLength: z
    .object({
      min: z.number().int(),
      mean: z.number(),
      max: z.number().int(),
      histogram: histogramSchema,
    })
    .optional(),
  /** Of pictures: pixels, the most frequent first. */
  imageSizes: z
    .array(
      z.object({
        width: z.number().int(),
        height: z.number().int(),
        count: z.number().int(),
      }),
    )
    .optional(),
});
export type ColumnProfile = z.infer<typeof columnProfileSchema>;

/** What the table of a version is, column by column. */
export const versionProfileSchema = z.object({
  versionId: z.string(),
  job: jobStatusSchema.optional(),
  rows: z.number().int().optional(),
  columns: z.array(columnProfileSchema),
  /** Class balance per split; one entry named "" where there is no split. */
  splits: z.array(
    z.object({
      name: z.string(),
      rows: z.number().int(),
      classes: z.array(
        z.object({ label: z.string(), count: z.number().int() }),
      ),
    }),
  ),
  /** Names of columns hidden from this caller. */
  masked: z.array(z.string()),
});
export type VersionProfile = z.infer<typeof versionProfileSchema>;

export const bumpSchema = z.enum(['none', 'patch', 'minor', 'major']);
export type Bump = z.infer<typeof bumpSchema>;

/** What the change asks of the version number (Croissant 1.1), against what was declared. */
export const releaseSchema = z.object({
  proposed: bumpSchema,
  /** The smallest version that says so, where the version before is declared. */
  suggestedVersion: z.string().optional(),
  declared: bumpSchema.optional(),
  declaredVersion: z.string().optional(),
  isTooSmall: z.boolean(),
  reasons: z.array(z.object({ bump: bumpSchema, text: z.string() })),
});
export type Release = z.infer<typeof releaseSchema>;

/** What changed between two versions of a data set. */
export const dataComparisonSchema = z.object({
  /** By the declared key; or, without one, by content, where a changed row is one removed and one added. */
  matchedBy: z.enum(['key', 'content']),
  rows: z.object({
    from: z.number().int(),
    to: z.number().int(),
    added: z.number().int(),
    removed: z.number().int(),
    changed: z.number().int(),
  }),
  columns: z.object({
    added: z.array(z.string()),
    removed: z.array(z.string()),
    retyped: z.array(
      z.object({ name: z.string(), from: z.string(), to: z.string() }),
    ),
  }),
  /** Changed cells by column. */
  cells: z.record(z.string(), z.number().int()),
  labelTransitions: z.array(
    z.object({ from: z.string(), to: z.string(), count: z.number().int() }),
  ),
  release: releaseSchema,
});
export type DataComparison = z.infer<typeof dataComparisonSchema>;

export const versionComparisonSchema = z.object({
  from: z.string(),
  to: z.string(),
  job: jobStatusSchema,
  /** There when the job is done. */
  comparison: dataComparisonSchema.optional(),
});
export type VersionComparison = z.infer<typeof versionComparisonSchema>;

export const rowChangeSchema = z.enum(['added', 'removed', 'changed']);
export type RowChange = z.infer<typeof rowChangeSchema>;

/** Which of the rows that differ: a conjunction. */
export const changedRowsFilterSchema = z.object({
  change: rowChangeSchema.optional(),
  /** Rows relabelled so. */
  transition: z
    .object({ from: z.string().max(200), to: z.string().max(200) })
    .optional(),
  /** Rows of which this column changed. */
  column: z.string().max(200).optional(),
  /** Rows whose key, or a cell of which before or after, has this text. */
  search: z.string().max(200).optional(),
});
export type ChangedRowsFilter = z.infer<typeof changedRowsFilterSchema>;

export const changedRowSchema = z.object({
  /** The key; for rows matched by content a number, from 1. */
  key: z.string(),
  change: rowChangeSchema,
  /** Of a changed row the changed cells, of an added or removed one all of them. */
  cells: z.array(
    z.object({ column: z.string(), from: cellSchema, to: cellSchema }),
  ),
  /** In a plan: names this change, as the caller sees it. */
  print: z.string().optional(),
});
export type ChangedRow = z.infer<typeof changedRowSchema>;

export const changedRowPageSchema = z.object({
  rows: z.array(changedRowSchema),
  total: z.number().int(),
  offset: z.number().int(),
  masked: z.array(z.string()),
  /** True when the caller may not see rows at all; rows is then empty. */
  hidden: z.boolean(),
  /** Set while a filter or an order of very many rows is being worked out; ask again when it is done. */
  job: jobStatusSchema.optional(),
});
export type ChangedRowPage = z.infer<typeof changedRowPageSchema>;

/** What a version is compared with for drift. */
export const driftAgainstSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('version'), versionId: z.string().max(64) }),
  /** Two splits of the same version. */
  z.object({
    kind: z.literal('split'),
    from: z.string().max(200),
    to: z.string().max(200),
  }),
  /** The reference population that the manifest declares. */
  z.object({ kind: z.literal('reference') }),
]);
export type DriftAgainst = z.infer<typeof driftAgainstSchema>;

export const driftMeasureSchema = z.enum([
  'psi',
  'jensen-shannon',
  'wasserstein',
  'kolmogorov-smirnov',
  'chi-squared',
]);
export type DriftMeasure = z.infer<typeof driftMeasureSchema>;

/** How the distribution of one column moved. */
export const columnDriftSchema = z.object({
  column: z.string(),
  kind: z.enum(['number', 'category']),
  /** What of the cells is compared: of texts of too many kinds their length, of pictures their mean pixel or their size; absent is the value. */
  comparedBy: z.enum(['value', 'length', 'brightness', 'bytes']).optional(),
  measures: z.array(
    z.object({
      measure: driftMeasureSchema,
      value: z.number(),
      /** Of the tests. */
      pValue: z.number().optional(),
      /** The same with false discoveries controlled over the columns. */
      qValue: z.number().optional(),
    }),
  ),
  /** What decides: an effect size, which does not grow with the number of rows. */
  effect: z.object({
    measure: z.enum(['kolmogorov-smirnov', 'cramers-v']),
    value: z.number(),
    size: z.enum(['none', 'small', 'medium', 'large']),
    /** Set where not the values moved most, but the share of cells without one. */
    of: z.literal('empty cells').optional(),
  }),
  /** Rows with a value. */
  n: z.object({ from: z.number().int(), to: z.number().int() }),
  /** Rows without one. */
  nulls: z.object({ from: z.number().int(), to: z.number().int() }).optional(),
  verdict: z.enum(['same', 'moved', 'too few rows']),
  /** Counts over the same bins or categories; numbers by edges, categories by name. */
  bins: z.array(
    z.object({
      label: z.string(),
      from: z.number().int(),
      to: z.number().int(),
    }),
  ),
  edges: z.array(z.number()).optional(),
});
export type ColumnDrift = z.infer<typeof columnDriftSchema>;

export const versionDriftSchema = z.object({
  versionId: z.string(),
  against: driftAgainstSchema,
  job: jobStatusSchema,
  columns: z.array(columnDriftSchema).optional(),
  /** A sentence where there is nothing to compare with. */
  remark: z.string().optional(),
  masked: z.array(z.string()),
});
export type VersionDrift = z.infer<typeof versionDriftSchema>;

export const leakKindSchema = z.enum(['exact', 'near', 'moved']);
export type LeakKind = z.infer<typeof leakKindSchema>;

/** A row of one split that stands (or once stood) in another. */
export const leakSchema = z.object({
  /** `exact` and `near` duplicates across splits; `moved`: the same key was in the other split in an earlier version. */
  kind: leakKindSchema,
  key: z.string(),
  split: z.string(),
  otherKey: z.string(),
  otherSplit: z.string(),
  /** 0 to 1; 1 is the same. */
  similarity: z.number(),
  /** The earlier version, where it is not the one asked about. */
  versionId: z.string().optional(),
});
export type Leak = z.infer<typeof leakSchema>;

export const versionLeakageSchema = z.object({
  versionId: z.string(),
  job: jobStatusSchema,
  counts: z
    .array(
      z.object({
        kind: leakKindSchema,
        split: z.string(),
        otherSplit: z.string(),
        rows: z.number().int(),
      }),
    )
    .optional(),
  /** A sentence on what was compared, and on what was not. */
  remark: z.string().optional(),
  items: z.array(leakSchema),
  total: z.number().int(),
  /** True when the caller may not see rows; items is then empty. */
  hidden: z.boolean(),
});
export type VersionLeakage = z.infer<typeof versionLeakageSchema>;

/** Who last set each cell of some rows. */
export const versionBlameSchema = z.object({
  versionId: z.string(),
  job: jobStatusSchema,
  rows: z.array(
    z.object({
      key: z.string(),
      cells: z.array(
        z.object({
          column: z.string(),
          value: cellSchema,
          /** Index into `commits`. */
          commit: z.number().int(),
        }),
      ),
    }),
  ),
  commits: z.array(commitSchema),
  masked: z.array(z.string()),
  /** A sentence where history is cut short. */
  remark: z.string().optional(),
});
export type VersionBlame = z.infer<typeof versionBlameSchema>;
