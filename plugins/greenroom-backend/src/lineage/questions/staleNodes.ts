import {
  EDGE_KINDS,
  type EdgeKind,
  type StaleReason,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { IndexedEdge } from '@greenroom/governance';
import type { Reach } from '../reach/LineageReach';

/** Why a node is not of the newest, and by which edge. */
export type Staleness = {
  readonly what: StaleReason['what'];
  /** Number of what is newer, gone or stale. */
  readonly because: number;
  readonly edge: IndexedEdge;
};

/** The content of what these lead to comes of what they begin with. */
const INPUTS: readonly EdgeKind[] = [
  'trained on',
  'fine-tuned from',
  'derived from',
  'augmented from',
];

/**
 * What is in use (the newest version of an asset, a deployment) and is no longer
 * made of the newest, with each reason: it is looked through once, inputs before
 * what is made of them, so that what comes of something stale is stale, too. In a
 * cycle each is judged by its own inputs alone.
 */
export function staleNodes({
  edges,
  nodes,
}: Pick<Reach, 'edges' | 'nodes'>): ReadonlyMap<number, readonly Staleness[]> {
  const newestOf = new Map<number, number>();
  for (let node = 0; node < nodes.length; node++)
    if (nodes.isNewest(node)) newestOf.set(nodes.groupOf(node), node);
  const found = new Map<number, readonly Staleness[]>();
  const open = new Set<number>();
  /** Of what other hubs declare, nobody here says that it is gone. */
  const isGone = (node: number) =>
    nodes.kindOf(node) === 'dataset' && !nodes.isDeclared(node);
  const judge = (node: number): readonly Staleness[] => {
    const known = found.get(node);
    if (known) return known;
    if (open.has(node)) return [];
    open.add(node);
    const reasons: Staleness[] = [];
    for (const edge of edges.edgesAt(node, 'upstream')) {
      if (edge.until !== Infinity) continue;
      const kind = EDGE_KINDS[edge.kind];
      const because = (what: Staleness['what'], by: number) =>
        reasons.push({ what, because: by, edge });
      const isOwn = nodes.groupOf(edge.from) === nodes.groupOf(node);
      const newer = newestOf.get(nodes.groupOf(edge.from));
      const isNewer = newer !== undefined && newer !== edge.from && !isOwn;
      if (kind === 'deployed as') {
        if (isNewer) because('newer model', newer);
        if (!nodes.isDeclared(edge.from)) because('gone input', edge.from);
        else if (judge(edge.from).some(isOfContent))
          because('stale input', edge.from);
      } else if (kind === 'evaluated on') {
        if (isNewer) because('newer test data', newer);
      } else if (INPUTS.includes(kind) && !isOwn) {
        if (isNewer) because('newer input', newer);
        else if (isGone(edge.from)) because('gone input', edge.from);
        else if (judge(edge.from).some(isOfContent))
          because('stale input', edge.from);
      }
    }
    open.delete(node);
    found.set(node, reasons);
    return reasons;
  };
  const inUse = new Map<number, readonly Staleness[]>();
  for (let node = 0; node < nodes.length; node++) {
    if (!nodes.isNewest(node) && nodes.kindOf(node) !== 'deployment') continue;
    const reasons = judge(node);
    if (reasons.length > 0) inUse.set(node, reasons);
  }
  return inUse;
}

function isOfContent({ what }: Staleness): boolean {
  return what !== 'newer test data';
}
