import { z } from 'zod';

/** What is computed is not changed. */
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

export const NODE_KINDS = [
  'source',
  'dataset',
  'model',
  'run',
  'deployment',
  'pull request',
  'person',
  /** All of a team's, collapsed. */
  'team',
] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/**
 * What an edge says of its two ends. Data flows along an edge, from what was
 * there to what came of it; `EDGE_SENTENCES` reads it.
 */
export const EDGE_KINDS = [
  'declared in',
  'derived from',
  'merged into',
  'augmented from',
  'labelled by',
  'trained on',
  'fine-tuned from',
  'evaluated on',
  'run of',
  'approved by',
  'deployed as',
] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

/** Which end of an edge its sentence begins with: "reader 1.0.0 trained on digits 1.1.0" begins with the end it leads to. */
export const EDGE_SENTENCES: Readonly<Record<EdgeKind, 'from' | 'to'>> = {
  'declared in': 'to',
  'derived from': 'to',
  'merged into': 'from',
  'augmented from': 'to',
  'labelled by': 'to',
  'trained on': 'to',
  'fine-tuned from': 'to',
  'evaluated on': 'to',
  'run of': 'to',
  'approved by': 'to',
  'deployed as': 'from',
};

/** What is odd about a node or an edge. It is shown all the same. */
export const lineageProblemKindSchema = z.enum([
  /** Each comes from itself. */
  'cycle',
  /** An end is not there, or is gone. */
  'missing end',
  /** Two origins name different nodes where there can be but one. */
  'two truths',
  /** A commit that a force-push took away stated it. */
  'rewritten history',
]);
export type LineageProblemKind = z.infer<typeof lineageProblemKindSchema>;

export const graphNodeSchema = z.object({
  /** `version:…`, `run:…`, `source:…`; of what was collapsed `asset:…` or `team:…`. */
  id: z.string(),
  kind: z.enum(NODE_KINDS),
  title: z.string(),
  subtitle: z.string(),
  /** `working` while a run is under way; `bad` where gates or health say so. */
  status: z.enum(['good', 'bad', 'working', 'neutral']),
  assetId: z.string().optional(),
  versionId: z.string().optional(),
  runId: z.string().optional(),
  /** Entity reference of the team its asset belongs to. */
  owner: z.string().optional(),
  /** Entity reference of the system it belongs to. */
  system: z.string().optional(),
  /** The newest version of its asset. */
  isNewest: z.boolean().optional(),
  /** Others name it; nobody declares it here, or nobody does any more. */
  isNamedOnly: z.boolean().optional(),
  /** The commit that first stated it, and its place on the host. */
  commit: z.string().optional(),
  url: z.string().optional(),
  /** ISO 8601: from when it is stated. */
  since: z.string().optional(),
  /** Nodes that were collapsed into this one. */
  members: z.number().int().positive().optional(),
  /** Edges from the start; 0 is where it begins. */
  depth: z.number().int().nonnegative(),
  /** Edges on either side that lead to nodes not in the answer. */
  hidden: z.object({
    upstream: z.number().int(),
    downstream: z.number().int(),
  }),
  problems: list(lineageProblemKindSchema),
});
export type GraphNode = z.infer<typeof graphNodeSchema>;

export const graphEdgeSchema = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(EDGE_KINDS),
  /** What states it: `model/greenroom.yaml`, `run 1f…`, `pull request #12`. */
  origin: z.string(),
  /** The commit that states it, and its place on the host. */
  commit: z.string().optional(),
  url: z.string().optional(),
  /** ISO 8601: from when it is stated, and from when no longer. */
  since: z.string().optional(),
  until: z.string().optional(),
  /** More of what its origin says: a recipe, a split, a number of rows. */
  detail: z.string().optional(),
  /** Edges that were collapsed into this one. */
  members: z.number().int().positive().optional(),
  problems: list(lineageProblemKindSchema),
});
export type GraphEdge = z.infer<typeof graphEdgeSchema>;

export const collapseSchema = z.enum(['version', 'asset', 'team']);
export type Collapse = z.infer<typeof collapseSchema>;

/** As many nodes as a view stays usable with. */
export const LINEAGE_NODES_LIMIT = 2_000;
/** Where nothing is said. */
export const LINEAGE_NODES = 300;

/** Where to begin: a node, all versions of an asset, or a repository (`source:…` is a node, too). */
export const lineageStartSchema = z
  .object({
    node: z.string().min(1).max(600).optional(),
    assetId: z.string().min(1).max(512).optional(),
  })
  .refine(
    ({ node, assetId }) => (node === undefined) !== (assetId === undefined),
    {
      message: 'Name either a node or an asset.',
    },
  );
export type LineageStart = z.infer<typeof lineageStartSchema>;

/** ISO 8601 date or time. */
const atSchema = z.iso
  .datetime({ offset: true, error: 'Write the time as 2026-11-26T10:00:00Z.' })
  .optional();

export const lineageQuerySchema = z.object({
  node: z.string().min(1).max(600).optional(),
  assetId: z.string().min(1).max(512).optional(),
  direction: z.enum(['upstream', 'downstream', 'both']).default('both'),
  /** Edges on the way; all where it is absent. */
  depth: z.coerce.number<number>().int().min(1).max(1_000).optional(),
  at: atSchema,
  by: collapseSchema.default('version'),
  limit: z.coerce
    .number<number>()
    .int()
    .min(1)
    .max(LINEAGE_NODES_LIMIT)
    .default(LINEAGE_NODES),
});
export type LineageQuery = z.input<typeof lineageQuerySchema>;

/** The neighbourhood of where it began. */
export const lineageAroundSchema = z.object({
  /** Ids of the nodes it began with (of what they were collapsed into). */
  starts: list(z.string()),
  /** In order of distance. */
  nodes: list(graphNodeSchema),
  edges: list(graphEdgeSchema),
  /** Nodes that were reached and are left off, the farthest. */
  leftOff: z.number().int().nonnegative(),
  /** Changes with every change of the lineage of the whole portal. */
  revision: z.string(),
});
export type LineageAround = z.infer<typeof lineageAroundSchema>;

/** A shortest way from one node to another. */
export const lineagePathSchema = z.object({
  /** `downstream`: the second comes of the first; `upstream`: the first of the second; `none`: neither. */
  direction: z.enum(['downstream', 'upstream', 'none']),
  /** In the order of the way, from the first to the second. */
  nodes: list(graphNodeSchema),
  edges: list(graphEdgeSchema),
});
export type LineagePath = z.infer<typeof lineagePathSchema>;
