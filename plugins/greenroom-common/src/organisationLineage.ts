import { z } from 'zod';
import {
  graphEdgeSchema,
  graphNodeSchema,
  lineageQuerySchema,
} from './lineageGraph';

/** What is computed is not changed. */
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** Groups that are opened at once. */
export const OPEN_GROUPS_LIMIT = 50;

export const organisationCollapseSchema = z.enum(['asset', 'system', 'team']);
export type OrganisationCollapse = z.infer<typeof organisationCollapseSchema>;

/** `older`: the versions of an opened asset before its newest few. */
export const lineageGroupLevelSchema = z.enum([
  'older',
  ...organisationCollapseSchema.options,
]);
export type LineageGroupLevel = z.infer<typeof lineageGroupLevelSchema>;

export const organisationQuerySchema = z.object({
  /** One node an asset, a system or a team; where it is absent, an asset where that stays readable, else a team. */
  by: organisationCollapseSchema.optional(),
  /** Ids of groups that are opened. */
  open: list(z.string().min(1).max(600)).optional(),
  at: lineageQuerySchema.shape.at,
  limit: lineageQuerySchema.shape.limit,
});
export type OrganisationQuery = z.input<typeof organisationQuerySchema>;

export const organisationNodeSchema = graphNodeSchema.extend({
  /** Present where it stands for several that opening its id shows. */
  opens: lineageGroupLevelSchema.optional(),
  /** Id of the opened asset that it is a version of. */
  within: z.string().optional(),
  /** Of what it stands for, as many are no longer made of the newest. */
  stale: z.number().int().nonnegative(),
});
export type OrganisationNode = z.infer<typeof organisationNodeSchema>;

/** Data, models and deployments of all assets, collapsed. */
export const organisationLineageSchema = z.object({
  by: organisationCollapseSchema,
  nodes: list(organisationNodeSchema),
  edges: list(graphEdgeSchema),
  /** Groups that were opened, and are there. */
  opened: list(
    z.object({
      id: z.string(),
      level: lineageGroupLevelSchema,
      title: z.string(),
    }),
  ),
  /** Nodes that are left off, those with the fewest links. */
  leftOff: z.number().int().nonnegative(),
  /** Assets that the caller may not see; no edge over them is drawn. */
  hiddenAssets: z.number().int().nonnegative(),
  /** Of all that the caller may see, shown or not. */
  totals: z.object({
    datasets: z.number().int(),
    models: z.number().int(),
    versions: z.number().int(),
    deployments: z.number().int(),
  }),
  /** Changes with every change of the lineage. */
  revision: z.string(),
});
export type OrganisationLineage = z.infer<typeof organisationLineageSchema>;
