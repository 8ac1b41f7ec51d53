import { z } from 'zod';
import { graphEdgeSchema, graphNodeSchema } from './lineageGraph';

/** What is computed is not changed. */
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

export const obligationKindSchema = z.enum([
  'licence',
  'use condition',
  'personal data',
  'consent',
  'retention',
]);
export type ObligationKind = z.infer<typeof obligationKindSchema>;

/** What binds whoever uses a version, by itself or by what it was made of. */
export const boundObligationSchema = z.object({
  kind: obligationKindSchema,
  /** As few words as stand on an edge: `CC-BY-4.0`, `personal: sender`. */
  words: z.string(),
  /** One sentence. */
  message: z.string(),
  declaredBy: graphNodeSchema,
  /** From there to the version in question, edge by edge; empty where it declares it itself. */
  way: list(graphEdgeSchema),
  /** The nodes on the way. */
  by: list(graphNodeSchema),
  /** Of licences: `unknown` is one that nobody has read for this; `conflict` does not agree with the version's own. */
  verdict: z.enum(['fine', 'unknown', 'conflict']).optional(),
  /** Why it is not fine, a sentence each. */
  because: list(z.string()),
});
export type BoundObligation = z.infer<typeof boundObligationSchema>;

/** What a version is bound by, and what rides on the edges of its asset's lineage. */
export const obligationsSchema = z.object({
  /** The version in question; absent where the asset has none yet. */
  node: graphNodeSchema.optional(),
  /** Its own licence as it is declared. */
  licence: z.string().optional(),
  bound: list(boundObligationSchema),
  /** By the ends and kind of an edge: words of what comes along it. */
  edges: list(
    z.object({
      from: z.string(),
      to: z.string(),
      kind: graphEdgeSchema.shape.kind,
      words: list(z.string()),
    }),
  ),
  /** Nodes that were not looked at, for the lineage is larger than what is answered at once. */
  leftOff: z.number().int().nonnegative(),
});
export type Obligations = z.infer<typeof obligationsSchema>;
