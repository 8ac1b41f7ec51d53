import { z } from 'zod';
import { confusionSchema, jobStatusSchema } from './analysis';
import { commitSchema, figureSchema } from './asset';
import { rowDecisionSchema } from './decisions';
import { boxSchema } from './rows';

/** Why a row is doubtful. One row may be so in several ways; each is an issue. */
export const labelIssueKindSchema = z.enum([
  /** The label is likely another one. */
  'label_error',
  /** Model or annotators can't tell the classes apart: sharpen the guideline rather than the label. */
  'ambiguous',
  /** The same or nearly the same input stands with another label elsewhere. */
  'conflict',
  'exact_duplicate',
  'near_duplicate',
  /** Unlike all other rows. */
  'outlier',
  /** Of pictures with boxes: something stands there that nobody drew a box around. */
  'overlooked',
  /** A box stands beside what it is meant for, or is of another size. */
  'badly_located',
  /** A box has the class of something else. */
  'swapped',
]);
export type LabelIssueKind = z.infer<typeof labelIssueKindSchema>;

/** One doubtful box of a picture. */
export const boxFindingSchema = z.object({
  kind: z.enum(['overlooked', 'badly_located', 'swapped']),
  /** The box as it is drawn; absent where none is. */
  given: boxSchema.optional(),
  /** The box that should stand there instead; absent where nothing should. */
  suggested: boxSchema.optional(),
  /** 0 (certainly wrong) to 1 (certainly right). */
  score: z.number(),
  /** One sentence of evidence. */
  why: z.string(),
});
export type BoxFinding = z.infer<typeof boxFindingSchema>;

export const neighbourSchema = z.object({
  key: z.string(),
  label: z.string(),
  split: z.string(),
  /** In the units of the metric; 0 is the same input. */
  distance: z.number(),
});
export type Neighbour = z.infer<typeof neighbourSchema>;

export const labelIssueSchema = z.object({
  key: z.string(),
  kind: labelIssueKindSchema,
  split: z.string(),
  given: z.string(),
  /** Absent where the evidence suggests no label (an outlier). */
  suggested: z.string().optional(),
  /** 0 (certainly wrong) to 1 (certainly right); of duplicates and outliers 0 is the clearest case. */
  score: z.number(),
  pGiven: z.number().optional(),
  pSuggested: z.number().optional(),
  /** Entropy of the model's word on the row, 0 (sure) to 1 (all classes alike). */
  entropy: z.number().optional(),
  annotator: z.string().optional(),
  /** One sentence of evidence. */
  why: z.string(),
  /** Classes in order of likelihood, the likeliest first, at most ten. */
  likely: z.array(z.object({ label: z.string(), p: z.number() })),
  /** Nearest rows by input, the nearest first, at most ten. */
  neighbours: z.array(neighbourSchema),
  /** Of conflicts and duplicates: the group it belongs to. */
  group: z.string().optional(),
  /**
   * Of pictures with boxes, the worst first; the issue's kind is that of the
   * worst. `given` and `suggested` are then all boxes of the picture, in the
   * form of `boxesText`.
   */
  findings: z.array(boxFindingSchema).optional(),
  /** What people said of this row, if they did. */
  decision: rowDecisionSchema.optional(),
});
export type LabelIssue = z.infer<typeof labelIssueSchema>;

/** Which issues: a conjunction. */
export const labelIssueFilterSchema = z.object({
  kind: labelIssueKindSchema.optional(),
  split: z.string().max(200).optional(),
  given: z.string().max(200).optional(),
  suggested: z.string().max(200).optional(),
  annotator: z.string().max(200).optional(),
  /** Score at most. */
  below: z.coerce.number().min(0).max(1).optional(),
  /** Where its decision stands: none or outdated, standing, put off. */
  decided: z.enum(['open', 'decided', 'later']).optional(),
});
export type LabelIssueFilter = z.infer<typeof labelIssueFilterSchema>;

/** One check of the data, whether it found something or not. */
export const dataCheckSchema = z.object({
  name: z.string(),
  state: z.enum(['passed', 'found', 'not run']),
  /** What was found, or that nothing was, or why it was not run; and what to do. */
  text: z.string(),
});
export type DataCheck = z.infer<typeof dataCheckSchema>;

export const labelQualitySchema = z.object({
  job: jobStatusSchema,
  datasetVersionId: z.string(),
  /** Rows that were judged. */
  rows: z.number().int().optional(),
  /** Rows whose label is likely wrong or ambiguous. */
  issues: z.number().int().optional(),
  /** Share of judged rows without a likely wrong label, as the model sees it: biased, see audits. */
  labelsOk: figureSchema.optional(),
  /** Where the out-of-sample predictions came from, e.g. "out-of-fold of digit-reader 2.0.0". */
  predictions: z
    .array(
      z.object({
        splits: z.array(z.string()),
        origin: z.string(),
        rows: z.number().int(),
      }),
    )
    .optional(),
  transitions: z
    .array(
      z.object({
        given: z.string(),
        suggested: z.string(),
        count: z.number().int(),
      }),
    )
    .optional(),
  byKind: z
    .array(z.object({ kind: labelIssueKindSchema, count: z.number().int() }))
    .optional(),
  byClass: z
    .array(
      z.object({
        label: z.string(),
        rows: z.number().int(),
        /** Rows with this label that likely have another. */
        wrong: z.number().int(),
        /** Rows with another label that likely have this one. */
        missing: z.number().int(),
      }),
    )
    .optional(),
  byAnnotator: z
    .array(
      z.object({
        annotator: z.string(),
        rows: z.number().int(),
        issues: z.number().int(),
      }),
    )
    .optional(),
  /** Pairs of classes that can't be told apart, the most rows first: a guideline to sharpen. */
  ambiguousPairs: z
    .array(z.object({ a: z.string(), b: z.string(), count: z.number().int() }))
    .optional(),
  checks: z.array(dataCheckSchema).optional(),
  /**
   * Where they were asked for: by field of the filter, how many issues each of its
   * values leaves, the other fields as they are. Fields that are hidden are absent.
   */
  facets: z
    .record(
      z.string(),
      z.array(z.object({ value: z.string(), count: z.number().int() })),
    )
    .optional(),
  /** How far people came with the rows that have an issue. */
  progress: z
    .object({
      rows: z.number().int(),
      decided: z.number().int(),
      later: z.number().int(),
      /** Decided once, and the row changed since: to be decided again (among the open). */
      again: z.number().int(),
    })
    .optional(),
  items: z.array(labelIssueSchema),
  total: z.number().int(),
});
export type LabelQuality = z.infer<typeof labelQualitySchema>;

/** Rows that are the same, or nearly, side by side. */
export const labelGroupsSchema = z.object({
  job: jobStatusSchema,
  groups: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['conflict', 'exact_duplicate', 'near_duplicate']),
      /** At most 50; `size` says how many there are. */
      rows: z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          split: z.string(),
          decision: rowDecisionSchema.optional(),
        }),
      ),
      size: z.number().int(),
      labels: z.array(z.object({ label: z.string(), count: z.number().int() })),
    }),
  ),
  total: z.number().int(),
});
export type LabelGroups = z.infer<typeof labelGroupsSchema>;

/** Rows as points: two components of the features, or two columns of numbers. */
export const labelMapSchema = z.object({
  job: jobStatusSchema,
  axes: z.object({ x: z.string(), y: z.string() }),
  /** Columns that can be an axis. */
  columns: z.array(z.string()),
  /** At most 3,000: all rows with an issue first, then a sample by key. */
  points: z.array(
    z.object({
      key: z.string(),
      x: z.number(),
      y: z.number(),
      label: z.string(),
      kind: labelIssueKindSchema.optional(),
    }),
  ),
  rows: z.number().int(),
});
export type LabelMap = z.infer<typeof labelMapSchema>;

export const annotatorsSchema = z.object({
  job: jobStatusSchema,
  /** `several`: each row has labels of several people. `one`: a column names who set the label. */
  design: z.enum(['none', 'one', 'several']),
  annotators: z.array(
    z.object({
      annotator: z.string(),
      rows: z.number().int(),
      /** Share of rows on which they say what the consensus says (several), or whose label looks right (one). */
      quality: figureSchema,
      /** Given against consensus or suggestion. */
      confusion: confusionSchema,
    }),
  ),
  agreement: z
    .object({
      rows: z.number().int(),
      krippendorffAlpha: z.number().optional(),
      fleissKappa: z.number().optional(),
      gwetAc1: z.number().optional(),
      remark: z.string(),
      /** How people read the guideline differently, a sentence each, the most frequent first. */
      findings: z.array(z.string()).optional(),
    })
    .optional(),
  pairs: z
    .array(
      z.object({
        a: z.string(),
        b: z.string(),
        cohenKappa: z.number().optional(),
        n: z.number().int(),
      }),
    )
    .optional(),
  /** Rows for which one more label would tell most, the first to ask first; at most 50. */
  next: z
    .array(z.object({ key: z.string(), score: z.number(), labels: z.number() }))
    .optional(),
});
export type Annotators = z.infer<typeof annotatorsSchema>;

/** How the labels of a data set fared over its versions, oldest first. */
export const labelHistorySchema = z.object({
  items: z.array(
    z.object({
      versionId: z.string(),
      semver: z.string().optional(),
      commit: commitSchema,
      rows: z.number().int(),
      issues: z.number().int(),
      labelsOk: figureSchema,
      /** From the newest audit of this version, where there is one. */
      noise: figureSchema.optional(),
    }),
  ),
});
export type LabelHistory = z.infer<typeof labelHistorySchema>;

/** What the portal can ask about labels. */
export interface LabelsApi {
  /** The doubtful rows, the worst first, and what they add up to. */
  getLabelQuality(
    query: LabelIssueFilter & {
      versionId: string;
      /** Only this row, or these (at most 100), whatever the filter. */
      key?: string | string[];
      offset?: number;
      limit?: number;
      /** Counts what each value of the filter's fields would leave. */
      facets?: 'counted';
    },
  ): Promise<LabelQuality>;
  getLabelGroups(query: {
    versionId: string;
    kind: 'conflict' | 'exact_duplicate' | 'near_duplicate';
    offset?: number;
    limit?: number;
  }): Promise<LabelGroups>;
  /** Without columns: the two directions in which the features differ most. */
  getLabelMap(query: {
    versionId: string;
    x?: string;
    y?: string;
  }): Promise<LabelMap>;
  getAnnotators(versionId: string): Promise<Annotators>;
  getLabelHistory(assetId: string): Promise<LabelHistory>;
}
