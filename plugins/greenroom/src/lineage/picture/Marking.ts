import type { Mark } from '../graph/difference';

/** How the parts of a picture are marked, by ids of its nodes and positions of its edges. */
export type Marking = {
  /** What lies on the chosen way; absent where nothing is chosen. */
  readonly onPath?: {
    readonly nodes: ReadonlySet<string>;
    readonly edges: ReadonlySet<number>;
  };
  /** Where two lineages are compared. */
  readonly ofNode: ReadonlyMap<string, Mark>;
  readonly ofEdge: ReadonlyMap<number, Mark>;
  /** Words beside the state of a node: stale, gone and the like. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** Edges that cannot be right. */
  readonly odd: ReadonlySet<number>;
  /** Words on an edge, a line each. */
  readonly words: ReadonlyMap<number, readonly string[]>;
};

export type EdgeLook = 'plain' | 'path' | 'faint' | 'odd' | 'first' | 'second';

/** How an edge is drawn; what cannot be right comes before all else. */
export function lookOf(edge: number, marking: Marking): EdgeLook {
  if (marking.odd.has(edge)) return 'odd';
  const mark = marking.ofEdge.get(edge);
  if (mark === 'first' || mark === 'second') return mark;
  if (!marking.onPath) return 'plain';
  return marking.onPath.edges.has(edge) ? 'path' : 'faint';
}
