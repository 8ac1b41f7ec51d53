import { z } from 'zod';
import { assetActionSchema } from './permissions';

/** The two kinds of asset a manifest can declare. */
export const assetKindSchema = z.enum(['dataset', 'model']);
export type AssetKind = z.infer<typeof assetKindSchema>;

/** Does what was ingested match what git declares? */
export const syncStatusSchema = z.enum(['Synced', 'OutOfSync', 'Unknown']);
export type SyncStatus = z.infer<typeof syncStatusSchema>;

/** Is the asset fit for use? */
export const healthStatusSchema = z.enum([
  'Healthy',
  'Progressing',
  'Degraded',
  'Missing',
]);
export type HealthStatus = z.infer<typeof healthStatusSchema>;

/** One problem in one file of a stranger, with the remedy. */
export const fileProblemSchema = z.object({
  path: z.string(),
  line: z.number().int().positive().optional(),
  column: z.number().int().positive().optional(),
  pointer: z.string().optional(),
  message: z.string(),
  /** Link to the line on the git host. */
  url: z.string().optional(),
});
export type FileProblem = z.infer<typeof fileProblemSchema>;

/** A figure with its interval (95 %) and the number of rows behind it. */
export const figureSchema = z.object({
  value: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
  n: z.number().int().nonnegative().optional(),
  /** How the interval was found. */
  method: z.enum(['wilson', 'bootstrap']).optional(),
  /** The smallest change against as many other rows that would be seen with 80 % power at alpha 5 %. */
  mde: z.number().optional(),
});
export type Figure = z.infer<typeof figureSchema>;

export const commitSchema = z.object({
  sha: z.string(),
  url: z.string().optional(),
  author: z.string(),
  date: z.string(),
  message: z.string(),
  pullRequest: z
    .object({ number: z.number().int(), url: z.string() })
    .optional(),
});
export type Commit = z.infer<typeof commitSchema>;

/** One version of an asset: its content, and the first revision that had it. */
export const assetVersionSchema = z.object({
  id: z.string(),
  assetId: z.string(),
  /** Semantic version declared by the manifest, when it declares one. */
  semver: z.string().optional(),
  /** Content digest (data sets) or digest of model bytes and contract (models). */
  digest: z.string(),
  commit: commitSchema,
  /** Number of revisions that have this content. */
  revisions: z.number().int().positive(),
  rows: z.number().int().nonnegative().optional(),
  splits: z.record(z.string(), z.number().int()).optional(),
  labelsOk: figureSchema.optional(),
  accuracy: figureSchema.optional(),
  /** Tags of the repository that point at one of its revisions. */
  tags: z.array(z.string()).optional(),
  /** Headline metrics of models that were trained on it, or evaluated on it (data sets). */
  metrics: z
    .array(
      z.object({
        modelAssetId: z.string(),
        modelName: z.string(),
        relation: z.enum(['trained on', 'evaluated on']),
        runId: z.string(),
        metric: z.string(),
        figure: figureSchema,
      }),
    )
    .optional(),
  /** The declared version says less than the change asks (data sets). */
  isBumpTooSmall: z.boolean().optional(),
  /** What changed against the version before (data sets). */
  change: z
    .object({
      added: z.number().int(),
      removed: z.number().int(),
      relabelled: z.number().int(),
      changed: z.number().int(),
    })
    .optional(),
});
export type AssetVersion = z.infer<typeof assetVersionSchema>;

/** Where a field of an asset was said. */
export const originSchema = z.object({
  /** The manifest format, e.g. `croissant`. */
  format: z.string(),
  path: z.string(),
  line: z.number().int(),
  pointer: z.string(),
  url: z.string().optional(),
});
export type FieldOrigin = z.infer<typeof originSchema>;

/** Something that is not as git declares it (or that git declares twice). */
export const differenceSchema = z.object({
  /** What differs. */
  subject: z.enum(['ingested', 'trained', 'served', 'evaluated']),
  field: z.string(),
  desired: z.string(),
  observed: z.string(),
  /** One sentence that names both, and what to do. */
  message: z.string(),
  /** Where the observed value stands. */
  url: z.string().optional(),
  commit: z.string().optional(),
});
export type Difference = z.infer<typeof differenceSchema>;

/** One sync of one repository. */
export const syncRecordSchema = z.object({
  id: z.string(),
  repository: z.string(),
  cause: z.enum(['event', 'schedule', 'person']),
  outcome: z.enum(['changed', 'unchanged', 'failed']),
  commit: z.string().optional(),
  startedAt: z.string(),
  finishedAt: z.string(),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  problems: z.number().int(),
  message: z.string().optional(),
});
export type SyncRecord = z.infer<typeof syncRecordSchema>;

/** What GTO tags say of an artifact. */
export const registrationSchema = z.object({
  versions: z.array(z.object({ version: z.string(), commit: z.string() })),
  stages: z.array(
    z.object({
      stage: z.string(),
      commit: z.string(),
      version: z.string().optional(),
    }),
  ),
  deprecated: z.boolean(),
});
export type Registration = z.infer<typeof registrationSchema>;

export const assetSummarySchema = z.object({
  /** Stable id: `<source id>:<repository>:<manifest path>#<name>`, URL-encoded by callers. */
  id: z.string(),
  kind: assetKindSchema,
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  owner: z.string(),
  entityRef: z.string(),
  adopted: z.boolean(),
  repository: z.string(),
  path: z.string(),
  url: z.string().optional(),
  sync: z.object({
    status: syncStatusSchema,
    reason: z.string(),
    commit: z.string().optional(),
    at: z.string().optional(),
  }),
  health: z.object({ status: healthStatusSchema, reason: z.string() }),
  problems: z.array(fileProblemSchema),
  /** Formats it is declared in, in order of precedence. */
  formats: z.array(z.string()),
  /** Reference of the system it belongs to. */
  system: z.string().optional(),
  /** Observed state that differs from the desired one. */
  drift: z.array(differenceSchema),
  /** Its repository is archived: nothing can be changed there. */
  archived: z.boolean(),
  /** Another asset holds the entity of this name; this one has none in the catalog. */
  shadowedBy: z.string().optional(),
  /** Entity references of the data sets a model depends on. */
  dependsOnEntities: z.array(z.string()),
  version: assetVersionSchema.optional(),
  /** Data sets: share of labels that look right. Models: the headline metric. */
  quality: z
    .object({
      name: z.string(),
      figure: figureSchema,
      trend: z.array(z.number()),
    })
    .optional(),
  lastRun: z
    .object({
      id: z.string(),
      state: z.string(),
      finishedAt: z.string().optional(),
      gate: z.enum(['passed', 'failed', 'none']),
    })
    .optional(),
  /** Absent where no file says it. */
  task: z.string().optional(),
  tags: z.array(z.string()),
});
export type AssetSummary = z.infer<typeof assetSummarySchema>;

export const columnSchema = z.object({
  name: z.string(),
  type: z.string(),
  role: z.enum([
    'key',
    'label',
    'split',
    'annotator',
    'image',
    'text',
    'feature',
    'meta',
  ]),
  personal: z.boolean(),
  description: z.string().optional(),
});
export type Column = z.infer<typeof columnSchema>;

export const assetDetailSchema = assetSummarySchema.extend({
  license: z.string().optional(),
  /** What is odd in its files, and was read all the same. */
  warnings: z.array(fileProblemSchema),
  /** By field: where it was said. */
  origins: z.record(z.string(), originSchema),
  /** Fields of the one model that the page shows as they were declared. */
  declared: z.record(z.string(), z.string()),
  registration: registrationSchema.optional(),
  deployments: z.array(
    z.object({
      name: z.string(),
      namespace: z.string().optional(),
      repository: z.string(),
      storageUri: z.string().optional(),
      version: z.string().optional(),
      url: z.string(),
      commit: z.string(),
    }),
  ),
  cardMarkdown: z.string().optional(),
  /** Data sets. */
  classes: z.array(z.string()).optional(),
  /** Where people read how to label. */
  guideline: z
    .object({ path: z.string(), url: z.string().optional() })
    .optional(),
  columns: z.array(columnSchema).optional(),
  /** Data sets: requests for rows in its manifest, where it has some. */
  requests: z.number().int().optional(),
  /** Models: asset ids of data sets it depends on. */
  dependsOn: z.array(z.object({ assetId: z.string(), name: z.string() })),
  /** Data sets: models trained or evaluated on it. */
  usedBy: z.array(z.object({ assetId: z.string(), name: z.string() })),
  /** What this caller may do. */
  allowed: z.array(assetActionSchema),
  nextStep: z
    .object({
      text: z.string(),
      tab: z.enum([
        'data',
        'labels',
        'evaluations',
        'errors',
        'changes',
        'sync',
      ]),
    })
    .optional(),
});
export type AssetDetail = z.infer<typeof assetDetailSchema>;

export const assetListSchema = z.object({
  items: z.array(assetSummarySchema),
  total: z.number().int(),
  counts: z.object({
    models: z.number().int(),
    datasets: z.number().int(),
    needAttention: z.number().int(),
  }),
  nextCursor: z.string().optional(),
});
export type AssetList = z.infer<typeof assetListSchema>;

/** What a catalog entity is made of. Status never enters entities. */
export const assetEntitySchema = assetSummarySchema
  .pick({
    id: true,
    kind: true,
    title: true,
    description: true,
    owner: true,
    system: true,
    entityRef: true,
    adopted: true,
    archived: true,
    shadowedBy: true,
    repository: true,
    path: true,
    url: true,
    task: true,
    tags: true,
    dependsOnEntities: true,
  })
  .extend({
    /** A GTO tag says so. */
    deprecated: z.boolean(),
  });
export type AssetEntity = z.infer<typeof assetEntitySchema>;

export const assetEntityListSchema = z.object({
  items: z.array(assetEntitySchema),
  /** Ask for the next page with it. */
  nextAfter: z.string().optional(),
});
export type AssetEntityList = z.infer<typeof assetEntityListSchema>;

export const sourceStatusSchema = z.object({
  id: z.string(),
  kind: z.string(),
  target: z.string(),
  lastFetchAt: z.string().optional(),
  lagSeconds: z.number().optional(),
  rateLimit: z
    .object({
      remaining: z.number(),
      limit: z.number(),
      resetAt: z.string(),
      pausedUntil: z.string().optional(),
    })
    .optional(),
  /** Syncs that wait or run. */
  pending: z.number().int(),
  /** The last ones, newest first. */
  syncs: z.array(syncRecordSchema),
  repositories: z.number().int(),
  error: z.string().optional(),
  problems: z.array(fileProblemSchema.extend({ repository: z.string() })),
});
export type SourceStatus = z.infer<typeof sourceStatusSchema>;
