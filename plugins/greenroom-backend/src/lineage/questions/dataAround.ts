import type { Reach } from '../reach/LineageReach';

/** Data up and down from a version, nearest first; also what others only name. */
export function dataAround({ edges, nodes }: Reach, start: number): number[] {
  const found = new Set([start]);
  for (const direction of ['upstream', 'downstream'] as const)
    for (const node of edges.walk([start], { direction }).nodes)
      if (nodes.kindOf(node) === 'dataset') found.add(node);
  return [...found];
}
