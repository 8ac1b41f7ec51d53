import type {
  GraphEdge,
  GraphNode,
  LineageProblemKind,
} from '@greenroom/backstage-plugin-greenroom-common';
import { checkLineage } from '@greenroom/governance';

/** Marks what cannot be right among what is shown; nothing is left out for it. */
export function markProblems<
  Graph extends {
    readonly nodes: readonly GraphNode[];
    readonly edges: readonly GraphEdge[];
  },
>(graph: Graph): Graph {
  const named = new Set(
    graph.nodes.filter(({ isNamedOnly }) => isNamedOnly).map(({ id }) => id),
  );
  const ofNode = new Map<string, Set<LineageProblemKind>>();
  const ofEdge = new Map<string, Set<LineageProblemKind>>();
  const mark = (
    marks: Map<string, Set<LineageProblemKind>>,
    id: string,
    what: LineageProblemKind,
  ) => marks.set(id, (marks.get(id) ?? new Set()).add(what));
  const stated = graph.edges.map(({ since: _, until: __, ...edge }) => edge);
  for (const problem of checkLineage(stated, id => !named.has(id))) {
    if (problem.what === 'cycle')
      for (const id of problem.nodes) mark(ofNode, id, problem.what);
    else if (problem.what === 'missing end')
      mark(ofEdge, keyOf(problem.edge), problem.what);
    else
      for (const edge of problem.edges) mark(ofEdge, keyOf(edge), problem.what);
  }
  return {
    ...graph,
    nodes: graph.nodes.map(node => withMarks(node, ofNode.get(node.id))),
    edges: graph.edges.map(edge => withMarks(edge, ofEdge.get(keyOf(edge)))),
  };
}

function withMarks<
  Marked extends { readonly problems: readonly LineageProblemKind[] },
>(marked: Marked, more: ReadonlySet<LineageProblemKind> = new Set()): Marked {
  return more.size === 0
    ? marked
    : { ...marked, problems: [...new Set([...marked.problems, ...more])] };
}

function keyOf({
  from,
  to,
  kind,
  origin,
}: Pick<GraphEdge, 'from' | 'to' | 'kind' | 'origin'>): string {
  return JSON.stringify([from, to, kind, origin]);
}
