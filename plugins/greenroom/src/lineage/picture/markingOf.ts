import type { GraphEdge } from '@greenroom/backstage-plugin-greenroom-common';
import { kindsOf } from '../edgeWords';
import { connected, type Ends, isOnPath } from '../graph/connected';
import type { VisibleGraph } from '../graph/collapse';
import { edgeKey, type Mark } from '../graph/difference';
import { shortestWay } from '../graph/shortestWay';
import { PROBLEM_WORDS } from '../nodeWords';
import type { Marking } from './Marking';

/** With more edges on the way than this their words hide the picture. */
const EDGES_WITH_WORDS = 60;
/** Obligations named on one edge; the others are in the table and beside the node. */
const OBLIGATIONS_NAMED = 2;

export type Chosen = {
  readonly selected?: string;
  /** The other end of a way that is looked for. */
  readonly wayTo?: string;
  /** That way, where more is known of it than the edges here tell. */
  readonly way?: readonly Ends[];
  readonly ofNode?: ReadonlyMap<string, Mark>;
  /** By `edgeKey`. */
  readonly ofEdge?: ReadonlyMap<string, Mark>;
  /** Of nodes by id: as many that they stand for are no longer made of the newest. */
  readonly stale: ReadonlyMap<string, number>;
  /** By `edgeKey`: words of what comes along an edge. */
  readonly obligations: ReadonlyMap<string, readonly string[]>;
};

/** What stands out in a picture, and what is written on it. */
export function markingOf(
  graph: VisibleGraph,
  edges: readonly GraphEdge[],
  chosen: Chosen,
): Marking {
  const onPath = pathOf(graph, edges, chosen);
  return {
    onPath,
    ofNode: new Map(
      graph.nodes.flatMap(({ id, members }) => {
        const mark = together(members.map(each => chosen.ofNode?.get(each.id)));
        return mark ? [[id, mark] as const] : [];
      }),
    ),
    ofEdge: new Map(
      graph.edges.flatMap(({ members }, i) => {
        const mark = together(
          members.map(each => chosen.ofEdge?.get(edgeKey(each))),
        );
        return mark ? [[i, mark] as const] : [];
      }),
    ),
    flags: flagsOf(graph, chosen.stale),
    odd: new Set(
      graph.edges.flatMap(({ members }, i) =>
        members.some(({ problems }) => problems.length > 0) ? [i] : [],
      ),
    ),
    words: wordsOf(graph, onPath?.edges, chosen.obligations),
  };
}

function pathOf(
  graph: VisibleGraph,
  edges: readonly GraphEdge[],
  { selected, wayTo, ...chosen }: Chosen,
): Marking['onPath'] {
  if (selected === undefined) return undefined;
  const way =
    wayTo === undefined
      ? undefined
      : chosen.way ?? shortestWay(edges, selected, wayTo);
  const around = connected(selected, edges);
  const isOn = way
    ? ({ from, to }: Ends) =>
        way.some(each => each.from === from && each.to === to)
    : (edge: Ends) => isOnPath(edge, around);
  const nodes = way
    ? new Set([selected, ...way.flatMap(({ from, to }) => [from, to])])
    : new Set([...around.upstream, ...around.downstream]);
  return {
    nodes: new Set([...nodes].flatMap(node => graph.standsFor.get(node) ?? [])),
    edges: new Set(
      graph.edges.flatMap(({ members }, i) => (members.some(isOn) ? [i] : [])),
    ),
  };
}

/** Of what stands for several: in both where they differ. */
function together(marks: readonly (Mark | undefined)[]): Mark | undefined {
  const found = new Set(marks.filter(mark => mark !== undefined));
  return found.size > 1 ? 'both' : [...found][0];
}

function flagsOf(
  graph: VisibleGraph,
  stale: ReadonlyMap<string, number>,
): Map<string, string[]> {
  const flags = new Map<string, string[]>();
  for (const { id, members } of graph.nodes) {
    const counts = new Map<string, number>();
    const add = (word: string, n = 1) =>
      counts.set(word, (counts.get(word) ?? 0) + n);
    for (const node of members) {
      const ofStale = stale.get(node.id) ?? 0;
      if (ofStale > 0) add('stale', ofStale);
      for (const problem of node.problems) add(PROBLEM_WORDS[problem]);
      if (node.isNamedOnly && node.problems.length === 0) add('not declared');
    }
    if (counts.size > 0)
      flags.set(
        id,
        [...counts].map(([word, n]) =>
          members.length > 1 || n > 1 ? `${n} ${word}` : word,
        ),
      );
  }
  return flags;
}

function wordsOf(
  graph: VisibleGraph,
  onPath: ReadonlySet<number> | undefined,
  obligations: ReadonlyMap<string, readonly string[]>,
): Map<number, string[]> {
  if (!onPath || onPath.size > EDGES_WITH_WORDS) return new Map();
  return new Map(
    [...onPath].map(i => {
      const { members } = graph.edges[i];
      const riding = [
        ...new Set(
          members.flatMap(edge => obligations.get(edgeKey(edge)) ?? []),
        ),
      ];
      const more = riding.length - OBLIGATIONS_NAMED;
      return [
        i,
        [
          ...kindsOf(members),
          ...riding.slice(0, OBLIGATIONS_NAMED),
          ...(more > 0 ? [`and ${more} more`] : []),
        ],
      ];
    }),
  );
}
