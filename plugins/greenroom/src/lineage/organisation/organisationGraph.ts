import type {
  GraphNode,
  LineagePath,
  OrganisationLineage,
  OrganisationNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import { COLUMN_OF } from '../graph/columns';
import type { VisibleEdge, VisibleGraph, VisibleNode } from '../graph/collapse';
import type { Ends } from '../graph/connected';
import type { Group } from '../graph/groupsOf';

/** Of the organisation's lineage, or of two days of it together. */
export type OrganisationGraph = Pick<OrganisationLineage, 'nodes' | 'edges'> & {
  readonly opened: readonly Group[];
};

/** What is drawn of an answer that is collapsed already. */
export function organisationGraph({
  nodes,
  edges,
  opened,
}: OrganisationGraph): VisibleGraph {
  const assets = opened.filter(({ level }) => level === 'asset');
  const outer = opened.filter(
    ({ level }) => level === 'team' || level === 'system',
  );
  const between = new Map<string, VisibleEdge>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const members = [...(between.get(key)?.members ?? []), edge];
    between.set(key, { from: edge.from, to: edge.to, members });
  }
  return {
    nodes: nodes.map(node => visible(node, opened)),
    edges: [...between.values()],
    opened: new Map(assets.map(group => [group.id, group])),
    teams: outer,
    standsFor: new Map(nodes.map(({ id }) => [id, id])),
  };
}

function visible(
  node: OrganisationNode,
  opened: readonly Group[],
): VisibleNode {
  const { id, title, subtitle, kind, status, within, opens } = node;
  const inside = new Set([...groupIds(node), ...(within ? [within] : [])]);
  return {
    id,
    title,
    subtitle,
    kind,
    status,
    column: COLUMN_OF[kind],
    block: within ?? id,
    members: [node],
    inside: opened.flatMap(group => (inside.has(group.id) ? [group.id] : [])),
    ...(opens && { opens: { id, level: opens, title } }),
  };
}

/** Groups that may hold a node, from the inside out; itself first. */
function groupIds({
  id,
  kind,
  assetId,
  owner,
  system,
}: Pick<GraphNode, 'id' | 'kind' | 'assetId' | 'owner' | 'system'>): string[] {
  return [
    id,
    ...(assetId === undefined ? [] : [`older:${assetId}`, `asset:${assetId}`]),
    `system:${kind}:${system ?? ''}`,
    ...(owner === undefined ? [] : [`team:${kind}:${owner}`]),
    `named:${kind}`,
  ];
}

/**
 * The drawn nodes that a way goes over, as steps from one to the next; a node
 * that nothing drawn stands for is passed over.
 */
export function drawnWay(
  { nodes, edges }: Pick<LineagePath, 'nodes' | 'edges'>,
  graph: Pick<VisibleGraph, 'nodes' | 'edges'>,
): Ends[] {
  const drawn = new Set(graph.nodes.map(({ id }) => id));
  const stands = new Map(
    nodes.flatMap(node => {
      const id = groupIds(node).find(each => drawn.has(each));
      return id === undefined ? [] : [[node.id, id] as const];
    }),
  );
  // What serves a model names no team: it stands behind what its model stands in.
  const serving = (from: string) =>
    graph.edges.find(
      edge =>
        edge.from === from &&
        edge.members.some(({ kind }) => kind === 'deployed as'),
    )?.to;
  return edges.flatMap(({ from, to, kind }) => {
    const first = stands.get(from);
    const served = first !== undefined && kind === 'deployed as';
    const second = stands.get(to) ?? (served ? serving(first) : undefined);
    return first === undefined || second === undefined || first === second
      ? []
      : [{ from: first, to: second }];
  });
}
