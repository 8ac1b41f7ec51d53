import {
  EDGE_KINDS,
  type EdgeKind,
  type GraphEdge,
  type GraphNode,
  type LineageProblem,
  type LineageProblemList,
} from '@greenroom/backstage-plugin-greenroom-common';
import { findCycles, type IndexedEdge } from '@greenroom/governance';
import type { Reach } from '../reach/LineageReach';
import type { NodeStore } from './NodeStore';
import type { Painter } from './Painter';
import { PerRevision } from './PerRevision';
import type { Walker } from './Walker';

type Found = {
  readonly what: LineageProblem['what'];
  readonly nodes: readonly number[];
  readonly edges: readonly IndexedEdge[];
};

/** A model version is fine-tuned from one other, and a deployment serves one. */
const SINGLE: readonly EdgeKind[] = ['fine-tuned from', 'deployed as'];
/** Of a cycle; more explain nothing more. */
const SHOWN = 50;

/** What cannot be right in the whole lineage, from what is held in memory; `rewritten` are numbers of nodes. */
export function findProblems(
  { edges, nodes }: Pick<Reach, 'edges' | 'nodes'>,
  rewritten: readonly number[],
): Found[] {
  const stated = [...edges.edges()].filter(({ until }) => until === Infinity);
  const missing = stated.filter(
    ({ from, to }) => isMissing(nodes, from) || isMissing(nodes, to),
  );
  const single = new Map<string, IndexedEdge[]>();
  for (const edge of stated)
    if (SINGLE.includes(EDGE_KINDS[edge.kind])) {
      const key = `${edge.kind} ${edge.to}`;
      single.set(key, [...(single.get(key) ?? []), edge]);
    }
  return [
    ...cyclesOf(stated),
    ...[...single.values()]
      .filter(group => new Set(group.map(({ from }) => from)).size > 1)
      .map(
        (group): Found => ({
          what: 'two truths',
          nodes: [group[0].to, ...group.map(({ from }) => from)],
          edges: group,
        }),
      ),
    ...missing.map(
      (edge): Found => ({
        what: 'missing end',
        nodes: [edge.from, edge.to].filter(end => isMissing(nodes, end)),
        edges: [edge],
      }),
    ),
    ...rewritten.map(
      (node): Found => ({
        what: 'rewritten history',
        nodes: [node],
        edges: [],
      }),
    ),
  ];
}

function cyclesOf(stated: readonly IndexedEdge[]): Found[] {
  const cycles = findCycles(stated);
  const cycleOf = new Map(
    cycles.flatMap((cycle, i) => cycle.map(node => [node, i] as const)),
  );
  const edges: IndexedEdge[][] = cycles.map(() => []);
  for (const edge of stated) {
    const cycle = cycleOf.get(edge.from);
    if (cycle !== undefined && cycleOf.get(edge.to) === cycle)
      edges[cycle].push(edge);
  }
  return cycles.map((nodes, i) => ({ what: 'cycle', nodes, edges: edges[i] }));
}

function isMissing(nodes: Reach['nodes'], node: number): boolean {
  const kind = nodes.kindOf(node);
  return (kind === 'dataset' || kind === 'model') && !nodes.isDeclared(node);
}

/** What is wrong, in sentences, a page at a time. */
export class Problems {
  readonly #found = new PerRevision<readonly Found[]>();

  constructor(
    private readonly rooms: {
      walker: Walker;
      painter: Painter;
      nodes: NodeStore;
    },
  ) {}

  /** Of the whole lineage. */
  all(reach: Reach): Promise<readonly Found[]> {
    return this.#found.of(reach, async () =>
      findProblems(reach, await this.rooms.nodes.rewritten()),
    );
  }

  async list({
    assetId,
    offset,
    limit,
  }: {
    readonly assetId?: string;
    readonly offset: number;
    readonly limit: number;
  }): Promise<LineageProblemList> {
    const { walker, painter } = this.rooms;
    const reach = await walker.current();
    const found = await this.all(reach);
    const own = await walker.versionsOf(assetId);
    const all = found.filter(
      problem =>
        !own ||
        problem.nodes.some(node => own.has(node)) ||
        problem.edges.some(({ from, to }) => own.has(from) || own.has(to)),
    );
    const items: LineageProblem[] = [];
    for (const problem of all.slice(offset, offset + limit)) {
      const some = problem.edges.slice(0, SHOWN);
      const painted = await painter.nodes([
        ...new Set([
          ...problem.nodes.slice(0, SHOWN),
          ...some.flatMap(({ from, to }) => [from, to]),
        ]),
      ]);
      const edges = await painter.edges(some, painted);
      const shown = problem.nodes.flatMap(node => painted.get(node) ?? []);
      items.push({
        what: problem.what,
        message: sentenceOf(problem.what, shown, edges),
        nodes: shown,
        edges,
      });
    }
    return { items, total: all.length };
  }
}

function sentenceOf(
  what: LineageProblem['what'],
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): string {
  const titles = nodes.map(({ title }) => title);
  switch (what) {
    case 'cycle':
      return `${titles.join(
        ', ',
      )} come from each other. Take back one of the statements.`;
    case 'two truths':
      return `${titles[0]} can come from one alone, but ${edges
        .map(({ origin }) => origin)
        .join(' and ')} name ${titles
        .slice(1)
        .join(' and ')}. Correct one of them.`;
    case 'missing end':
      return `${edges[0]?.origin ?? 'A statement'} names ${titles.join(
        ' and ',
      )}, which nobody declares here. Declare it, or correct the name.`;
    default:
      return `Every commit of ${titles[0]} was taken away by a force-push; what was made of it is still shown. Restore the commit, or make it anew.`;
  }
}
