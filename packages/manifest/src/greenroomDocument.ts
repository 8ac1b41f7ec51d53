import { z } from 'zod';
import { annotators } from './annotatorsDocument';
import { augmentationSchema } from './augmentationsDocument';
import { cohortSchema, conditionsSchema } from './cohortsDocument';
import { collectSchema } from './collectDocument';
import { endpointSchema, preprocessingSchema } from './preprocessingDocument';
import { scheduleSchema } from './scheduleDocument';
import { METRICS } from './metricNames';
import { obligationsSchema } from './obligationsDocument';
import { filePath, tableFormatSchema, tableSchema } from './tableDocument';
import { TASKS } from './tasks';
import { trainingSchema } from './trainingDocument';

const name = z
  .string()
  .regex(
    /^[a-zA-Z0-9]+([-_.][a-zA-Z0-9]+)*$/,
    'use letters, digits and single - _ . between them',
  )
  .max(63);
const semver = z
  .string()
  .regex(
    /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/,
    'use a semantic version such as 1.2.0, in quotes',
  );
/** YAML reads 4 as a number; a class is a text. */
const className = z
  .union([z.string().min(1).max(200), z.number(), z.boolean()])
  .transform(String);
const classes = z
  .array(className)
  .min(2, 'name at least two classes')
  .max(10_000)
  .refine(
    names => new Set(names).size === names.length,
    'each class may be named once',
  );
const task = z.enum(TASKS);

const metadata = z.strictObject({
  name,
  title: z.string().max(200).optional(),
  description: z.string().max(5_000).optional(),
  owner: z.string().max(255).optional(),
  system: z.string().max(255).optional(),
  tags: z.array(z.string().max(63)).max(50).optional(),
  /** Keeps the asset when its manifest disappears from git. */
  retain: z.boolean().optional(),
  annotations: z.record(z.string().max(255), z.string().max(1_000)).optional(),
});

const columnOrigin = z.strictObject({
  /** Absent: of the same data set. */
  dataset: z.string().min(1).max(128).optional(),
  column: z.string().min(1).max(200),
  how: z
    .string()
    .max(300)
    .describe('What was done with it, in words or as SQL.')
    .optional(),
});
/** A column that another was made of. */
export type ColumnOrigin = z.infer<typeof columnOrigin>;

/** What a cell of a column is. */
export const COLUMN_TYPES = [
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'image',
  'text',
] as const;

export const columnSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    type: z.enum(COLUMN_TYPES),
    description: z.string().max(1_000).optional(),
    unit: z.string().max(40).optional(),
    personal: z.boolean().optional(),
    slice: z.boolean().optional(),
    width: z.number().int().min(1).max(4096).optional(),
    height: z.number().int().min(1).max(4096).optional(),
    channels: z.union([z.literal(1), z.literal(3), z.literal(4)]).optional(),
    from: z
      .array(columnOrigin)
      .min(1)
      .max(50)
      .describe('Columns that it was made of.')
      .optional(),
  })
  .refine(
    column =>
      column.type !== 'image' ||
      (column.width === undefined) === (column.height === undefined),
    'raw pixels need both width and height; a picture file needs neither',
  );
export type ManifestColumn = z.infer<typeof columnSchema>;

/** Rows of the population that the data should look like: a file with the same columns, or another data set. */
const reference = z
  .strictObject({
    path: filePath.optional(),
    format: tableFormatSchema.optional(),
    dataset: name.optional(),
    repository: z.string().max(256).optional(),
    version: semver.optional(),
    /** Only the rows of this split. */
    split: z.string().min(1).max(200).optional(),
  })
  .refine(
    given => (given.path === undefined) !== (given.dataset === undefined),
    'name either a file (path) or another data set (dataset), not both',
  )
  .refine(
    given =>
      given.dataset !== undefined ||
      (given.repository === undefined && given.version === undefined),
    'repository and version belong to a data set: name it as dataset',
  )
  .refine(
    given => given.path !== undefined || given.format === undefined,
    'format belongs to a file: name it as path',
  );
export type ReferencePopulation = z.infer<typeof reference>;

const datasetSpec = z.strictObject({
  version: semver.optional(),
  license: z.string().max(200).optional(),
  obligations: obligationsSchema.optional(),
  task: task.optional(),
  table: tableSchema,
  key: z.string().min(1).optional(),
  label: z.string().min(1).optional(),
  split: z.string().min(1).optional(),
  /** Of rankings: the column with the query that a row was found for. */
  query: z.string().min(1).optional(),
  annotator: z.string().min(1).optional(),
  annotators: annotators.optional(),
  /** Where people read how to label. */
  guideline: filePath.optional(),
  classes: classes.optional(),
  audited: z.array(z.string()).optional(),
  reference: reference.optional(),
  columns: z.array(columnSchema).max(1_000).optional(),
  cohorts: z.array(cohortSchema).max(200).optional(),
  collect: z.array(collectSchema).max(200).optional(),
  augmentations: z.array(augmentationSchema).max(50).optional(),
});

const datasetLink = {
  dataset: name,
  repository: z.string().max(256).optional(),
};

export const gateSchema = z
  .strictObject({
    metric: z.string(),
    min: z.number().optional(),
    max: z.number().optional(),
    /** The metric may be worse by so much than in the version in use, on the same rows. */
    maxDrop: z.number().positive().optional(),
    /** The metric may not be worse than in the version in use beyond what chance does. */
    regression: z.literal('forbidden').optional(),
    /** Holds on the worst value of the columns marked `slice: true`, or on the worst class; absent: on all rows together. */
    on: z.enum(['worst-slice', 'worst-class']).optional(),
    /** Holds on the rows that meet these conditions, on columns of the data set marked `slice: true`. */
    where: conditionsSchema.optional(),
    /** Slices of fewer rows are not looked at. */
    minRows: z.number().int().min(1).optional(),
  })
  .refine(
    ({ min, max, maxDrop, regression }) =>
      [min, max, maxDrop, regression].some(bound => bound !== undefined),
    'a gate needs min, max, maxDrop or regression: forbidden',
  )
  .refine(
    ({ on, where, minRows }) =>
      on !== undefined || where !== undefined || minRows === undefined,
    'minRows belongs to a gate on slices: say on: worst-slice, worst-class, or where',
  )
  .refine(
    ({ on, where }) => on === undefined || where === undefined,
    'a gate is on the worst of all slices (on) or on the rows of one (where): make it two gates',
  );
export type Gate = z.infer<typeof gateSchema>;

export const evaluationSchema = z.strictObject({
  name,
  ...datasetLink,
  split: z.string().min(1),
  metrics: z
    .array(z.enum(METRICS))
    .min(1)
    .default(['accuracy', 'macroF1', 'logLoss']),
  gates: z.array(gateSchema).max(50).optional(),
  /** Groups that a decision should fall on evenly, each column by itself. */
  fairness: z
    .strictObject({
      /** Columns of the data set; numbers are taken in five bins. */
      groups: z.array(z.string().min(1).max(200)).min(1).max(10),
      /** The class that people want to be given. */
      favourable: className,
    })
    .optional(),
  /** Made elsewhere, where nothing here runs the model. */
  predictions: filePath.optional(),
  schedule: scheduleSchema.optional(),
});
export type EvaluationSpec = z.infer<typeof evaluationSchema>;

const modelSpec = z.strictObject({
  version: semver.optional(),
  license: z.string().max(200).optional(),
  obligations: obligationsSchema.optional(),
  task,
  /** Absent where predictions are made elsewhere: see `crossProblems`. */
  model: z
    .strictObject({
      path: filePath,
      format: z.literal('onnx').default('onnx'),
      /** Files with its weights, in its folder, where they are not in the ONNX file itself. */
      externalData: z.array(filePath).min(1).max(1_000).optional(),
    })
    .optional(),
  /** A server that runs it, instead of a file. */
  endpoint: endpointSchema.optional(),
  card: filePath.optional(),
  /** None of tasks whose rows have no class: see `crossProblems`. */
  classes: classes.default([]),
  trainedOn: z
    .strictObject({
      ...datasetLink,
      version: semver.optional(),
      revision: z
        .string()
        .regex(/^[0-9a-f]{40,64}$/, 'use the whole commit id')
        .optional(),
      split: z.string().default('train'),
    })
    .optional(),
  preprocessing: preprocessingSchema.optional(),
  /** Of two classes: a row is taken for the second from this probability of it on, where it is not the more probable one. */
  threshold: z
    .number()
    .gt(0, 'use a probability above 0')
    .lt(1, 'use a probability below 1')
    .optional(),
  predictions: z.strictObject({ outOfFold: filePath.optional() }).optional(),
  evaluations: z
    .array(evaluationSchema)
    .max(100)
    .refine(
      list => new Set(list.map(entry => entry.name)).size === list.length,
      'each evaluation needs a name of its own',
    )
    .optional(),
  training: trainingSchema.optional(),
});

const API_VERSION = 'greenroom.dev/v1alpha1';

/** The document of a data set, as written. */
export const datasetDocumentSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Dataset'),
  metadata,
  spec: datasetSpec,
});
/** The document of a model, as written. */
export const modelDocumentSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Model'),
  metadata,
  spec: modelSpec,
});
export const manifestDocumentSchema = z.discriminatedUnion('kind', [
  datasetDocumentSchema,
  modelDocumentSchema,
]);

export type GreenroomMetadata = z.infer<typeof metadata>;
export type GreenroomDatasetSpec = z.infer<typeof datasetSpec>;
export type GreenroomModelSpec = z.infer<typeof modelSpec>;

/**
 * The JSON Schema (draft 2020-12) of a manifest document, so that editors
 * complete and check it while it is written.
 */
export function manifestJsonSchema(): object {
  return {
    $id: `https://${API_VERSION}/manifest.schema.json`,
    title: `A data set or a model, ${API_VERSION}`,
    ...z.toJSONSchema(manifestDocumentSchema, { io: 'input' }),
  };
}
