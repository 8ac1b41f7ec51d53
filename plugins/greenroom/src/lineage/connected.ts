import type { LineageEdge } from '@greenroom/backstage-plugin-greenroom-common';

function reach(
  start: string,
  edges: readonly LineageEdge[],
  step: (edge: LineageEdge) => readonly [at: string, next: string],
): Set<string> {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    const [at, to] = step(edge);
    next.set(at, [...(next.get(at) ?? []), to]);
  }
  const seen = new Set([start]);
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const to of next.get(at) ?? []) {
      if (!seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
    }
  }
  return seen;
}

/** Every node that leads to `node` and every one that follows from it, itself among them; cycles end. */
export function connected(
  node: string,
  edges: readonly LineageEdge[],
): Set<string> {
  const before = reach(node, edges, edge => [edge.to, edge.from]);
  const after = reach(node, edges, edge => [edge.from, edge.to]);
  return new Set([...before, ...after]);
}
