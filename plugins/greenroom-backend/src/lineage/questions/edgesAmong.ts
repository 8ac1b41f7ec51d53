import type { GraphNode } from '@greenroom/backstage-plugin-greenroom-common';
import type { IndexedEdge } from '@greenroom/governance';
import type { Reach } from '../reach/LineageReach';

/** Edges between nodes that are shown, and how many of each lead to others. */
export function edgesAmong(
  { edges }: Pick<Reach, 'edges'>,
  shown: ReadonlyMap<number, unknown>,
  at: number | undefined,
): {
  readonly edges: readonly IndexedEdge[];
  readonly hidden: ReadonlyMap<number, GraphNode['hidden']>;
} {
  const among: IndexedEdge[] = [];
  const hidden = new Map<number, GraphNode['hidden']>();
  for (const node of shown.keys()) {
    const below = edges
      .edgesAt(node, 'downstream')
      .filter(edge => isStated(edge, at));
    const above = edges
      .edgesAt(node, 'upstream')
      .filter(edge => isStated(edge, at));
    among.push(...below.filter(({ to }) => shown.has(to)));
    hidden.set(node, {
      upstream: above.filter(({ from }) => !shown.has(from)).length,
      downstream: below.filter(({ to }) => !shown.has(to)).length,
    });
  }
  return { edges: among, hidden };
}

/** @param at - milliseconds since 1970; now where it is absent */
export function isStated(
  { since, until }: Pick<IndexedEdge, 'since' | 'until'>,
  at: number | undefined,
): boolean {
  return at === undefined ? until === Infinity : since <= at && at < until;
}
