import type {
  GraphEdge,
  GraphNode,
} from '@greenroom/backstage-plugin-greenroom-common';

export type Graph<Node extends GraphNode = GraphNode> = {
  readonly nodes: readonly Node[];
  readonly edges: readonly GraphEdge[];
};

/** Whether something is in both of two lineages, or in one alone. */
export type Mark = 'both' | 'first' | 'second';

/** Two lineages in one picture, and where each part of it is from. */
export type Difference<Node extends GraphNode = GraphNode> = Graph<Node> & {
  readonly ofNode: ReadonlyMap<string, Mark>;
  readonly ofEdge: ReadonlyMap<string, Mark>;
};

/** One thing said of two nodes by one origin is one edge. */
export function edgeKey({
  from,
  to,
  kind,
}: Pick<GraphEdge, 'from' | 'to' | 'kind'>): string {
  return JSON.stringify([from, kind, to]);
}

/** What two lineages have in common and what one has alone; nodes and edges of the second stand after those of the first. */
export function difference<Node extends GraphNode>(
  first: Graph<Node>,
  second: Graph<Node>,
): Difference<Node> {
  const ofNode = marks(
    first.nodes.map(({ id }) => id),
    second.nodes.map(({ id }) => id),
  );
  const ofEdge = marks(first.edges.map(edgeKey), second.edges.map(edgeKey));
  return {
    nodes: [
      ...first.nodes,
      ...second.nodes.filter(({ id }) => ofNode.get(id) === 'second'),
    ],
    edges: [
      ...first.edges,
      ...second.edges.filter(edge => ofEdge.get(edgeKey(edge)) === 'second'),
    ],
    ofNode,
    ofEdge,
  };
}

function marks(
  first: readonly string[],
  second: readonly string[],
): Map<string, Mark> {
  const result = new Map<string, Mark>(first.map(id => [id, 'first']));
  for (const id of second) result.set(id, result.has(id) ? 'both' : 'second');
  return result;
}
