import { z } from 'zod';

export const lineageNodeSchema = z.object({
  id: z.string(),
  kind: z.enum(['source', 'dataset', 'model', 'run']),
  assetId: z.string().optional(),
  title: z.string(),
  subtitle: z.string(),
  status: z.enum(['good', 'bad', 'working', 'neutral']),
  url: z.string().optional(),
});
export type LineageNode = z.infer<typeof lineageNodeSchema>;

export const lineageEdgeSchema = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum([
    'declared in',
    'derived from',
    'trained on',
    'evaluated on',
    'runs',
  ]),
  /** What states this edge: a manifest, a run. */
  origin: z.string(),
});
export type LineageEdge = z.infer<typeof lineageEdgeSchema>;

/** Nodes and edges; an edge points the way data flows. */
export const lineageSchema = z.object({
  nodes: z.array(lineageNodeSchema),
  edges: z.array(lineageEdgeSchema),
});
export type Lineage = z.infer<typeof lineageSchema>;
