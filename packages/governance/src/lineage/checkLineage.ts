import type { LineageEdge } from './LineageEdge';
import { findCycles } from './findCycles';

export type LineageProblem =
  /** Each comes from itself. */
  | { readonly what: 'cycle'; readonly nodes: readonly string[] }
  /** An end of an edge is not there, or is gone. */
  | {
      readonly what: 'missing end';
      readonly node: string;
      readonly edge: LineageEdge;
    }
  /** Two origins name different nodes as what one node was trained on, or the like, where there can be but one. */
  | { readonly what: 'two truths'; readonly edges: readonly LineageEdge[] };

/** A model version is fine-tuned from one other, and a deployment serves one. */
const SINGLE = ['fine-tuned from', 'deployed as'];

/**
 * What cannot be right in a lineage. Nothing is left out of the graph for it:
 * the page shows it as it is stated, with this beside it.
 *
 * @param isThere - of the id of a node
 */
export function checkLineage(
  edges: readonly LineageEdge[],
  isThere: (node: string) => boolean,
): LineageProblem[] {
  const stated = edges.filter(({ until }) => until === undefined);
  return [
    ...findCycles(stated).map(
      (nodes): LineageProblem => ({ what: 'cycle', nodes }),
    ),
    ...stated.flatMap(edge =>
      [edge.from, edge.to]
        .filter(node => !isThere(node))
        .map((node): LineageProblem => ({ what: 'missing end', node, edge })),
    ),
    ...contradictions(stated),
  ];
}

function contradictions(edges: readonly LineageEdge[]): LineageProblem[] {
  const stated = new Map<string, LineageEdge[]>();
  for (const edge of edges.filter(({ kind }) => SINGLE.includes(kind))) {
    const what = `${edge.kind} ${edge.to}`;
    stated.set(what, [...(stated.get(what) ?? []), edge]);
  }
  return [...stated.values()]
    .filter(group => new Set(group.map(({ from }) => from)).size > 1)
    .map(group => ({ what: 'two truths', edges: group }));
}
