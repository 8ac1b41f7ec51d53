import type { Ends } from './connected';

/**
 * Edges of a shortest way along the flow from one node to another, else of one
 * from the other to the first; undefined where neither comes of the other.
 */
export function shortestWay<Edge extends Ends>(
  edges: readonly Edge[],
  first: string,
  second: string,
): Edge[] | undefined {
  return downstream(edges, first, second) ?? downstream(edges, second, first);
}

function downstream<Edge extends Ends>(
  edges: readonly Edge[],
  start: string,
  end: string,
): Edge[] | undefined {
  const out = new Map<string, Edge[]>();
  for (const edge of edges) {
    const known = out.get(edge.from);
    if (known) known.push(edge);
    else out.set(edge.from, [edge]);
  }
  const cameBy = new Map<string, Edge | undefined>([[start, undefined]]);
  // A map takes new entries while it is gone through: breadth first.
  for (const at of cameBy.keys())
    for (const edge of out.get(at) ?? [])
      if (!cameBy.has(edge.to)) cameBy.set(edge.to, edge);
  if (!cameBy.has(end)) return undefined;
  const way: Edge[] = [];
  for (let edge = cameBy.get(end); edge; edge = cameBy.get(edge.from))
    way.push(edge);
  return way.reverse();
}
