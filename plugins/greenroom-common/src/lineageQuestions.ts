import { z } from 'zod';
import {
  graphEdgeSchema,
  graphNodeSchema,
  lineageProblemKindSchema,
} from './lineageGraph';

/** What is computed is not changed. */
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** A node, with the shortest way by which it is concerned. */
export const concernedNodeSchema = z.object({
  node: graphNodeSchema,
  /** From where it began to the node, in that order. */
  way: list(graphEdgeSchema),
  /** `made of`: its own content came that way; `measured on`: only a run or a gate did. */
  how: z.enum(['made of', 'measured on']),
});
export type ConcernedNode = z.infer<typeof concernedNodeSchema>;

/** What is concerned where a version, a pull request or a source is withdrawn. */
export const lineageImpactSchema = z.object({
  starts: list(graphNodeSchema),
  datasets: list(concernedNodeSchema),
  models: list(concernedNodeSchema),
  deployments: list(concernedNodeSchema),
  /** Of all, also of those that are left off. */
  counts: z.object({
    datasets: z.number().int(),
    models: z.number().int(),
    runs: z.number().int(),
    deployments: z.number().int(),
  }),
});
export type LineageImpact = z.infer<typeof lineageImpactSchema>;

/** What two nodes came from: what both have, and what one has alone, each in order of distance. */
export const lineageComparisonSchema = z.object({
  first: graphNodeSchema,
  second: graphNodeSchema,
  both: list(graphNodeSchema),
  onlyFirst: list(graphNodeSchema),
  onlySecond: list(graphNodeSchema),
  /** Of each of the three, where there are more than are listed. */
  leftOff: z.object({
    both: z.number().int(),
    onlyFirst: z.number().int(),
    onlySecond: z.number().int(),
  }),
});
export type LineageComparison = z.infer<typeof lineageComparisonSchema>;

export const staleReasonSchema = z.object({
  what: z.enum([
    /** What it was made of has a newer version. */
    'newer input',
    /** A deployment serves another version than the newest that may be served. */
    'newer model',
    /** What it was measured on has a newer version. */
    'newer test data',
    /** What it was made of is no longer declared, or a force-push took it away. */
    'gone input',
    /** What it was made of is stale itself. */
    'stale input',
  ]),
  /** One sentence that names both, and what to do. */
  message: z.string(),
  /** What is newer, gone or stale. */
  because: graphNodeSchema,
  way: list(graphEdgeSchema),
});
export type StaleReason = z.infer<typeof staleReasonSchema>;

export const staleListSchema = z.object({
  items: list(
    z.object({ node: graphNodeSchema, reasons: list(staleReasonSchema) }),
  ),
  total: z.number().int(),
});
export type StaleList = z.infer<typeof staleListSchema>;

export const lineageProblemSchema = z.object({
  what: lineageProblemKindSchema,
  /** One sentence: what is wrong, who says it, and what to do. */
  message: z.string(),
  nodes: list(graphNodeSchema),
  edges: list(graphEdgeSchema),
});
export type LineageProblem = z.infer<typeof lineageProblemSchema>;

export const lineageProblemListSchema = z.object({
  items: list(lineageProblemSchema),
  total: z.number().int(),
});
export type LineageProblemList = z.infer<typeof lineageProblemListSchema>;

/** Which models and deployments saw a row. It takes the permission to see rows. */
export const rowLineageSchema = z.object({
  key: z.string(),
  /** Versions of the data set that have the row, oldest first; rows made from it are told apart. */
  versions: list(
    z.object({
      node: graphNodeSchema,
      split: z.string().optional(),
      /** Keys of rows that a recipe made from it. */
      madeRows: list(z.string()),
    }),
  ),
  /** `trained`: the row was in what it was trained on; `measured`: only in what it was measured on. */
  models: list(
    z.object({
      node: graphNodeSchema,
      saw: z.enum(['trained', 'trained on a row made from it', 'measured']),
      way: list(graphEdgeSchema),
    }),
  ),
  deployments: list(
    z.object({
      node: graphNodeSchema,
      saw: z.enum(['trained', 'trained on a row made from it', 'measured']),
      way: list(graphEdgeSchema),
    }),
  ),
  /** Versions whose rows could not be looked at, and why. */
  remarks: list(z.string()),
});
export type RowLineage = z.infer<typeof rowLineageSchema>;

const columnPlace = z.object({ node: z.string(), column: z.string() });

/** Which columns of other tables a column was made of, as far as a pipeline declares it. */
export const columnLineageSchema = z.object({
  nodes: list(graphNodeSchema),
  edges: list(
    z.object({
      from: columnPlace,
      to: columnPlace,
      /** In the words of whoever declares it. */
      transformation: z.string().optional(),
      origin: z.string(),
      commit: z.string().optional(),
    }),
  ),
});
export type ColumnLineage = z.infer<typeof columnLineageSchema>;
