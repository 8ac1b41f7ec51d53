import {
  type GraphEdge,
  type GraphNode,
  type LineageAround,
  lineageQuerySchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { z } from 'zod';
import { type Reach, revisionOf } from '../reach/LineageReach';
import { collapse } from './collapse';
import { edgesAmong } from './edgesAmong';
import { markProblems } from './markProblems';
import type { NodeRuns, RunNode } from './NodeRuns';
import type { NodeStore } from './NodeStore';
import type { Painter } from './Painter';
import type { Walker } from './Walker';

type Query = z.output<typeof lineageQuerySchema>;
type Rooms = {
  readonly walker: Walker;
  readonly painter: Painter;
  readonly nodes: NodeStore;
  readonly runs: NodeRuns;
};

const RUN_PREFIX = 'run:';
/** Beside the versions; the page of evaluations has all. */
const RUNS_SHOWN = 60;

/** What is around a node, or around all versions of an asset. */
export class Around {
  constructor(private readonly rooms: Rooms) {}

  /** @throws NotFoundError where there is no such node */
  async of(query: Query): Promise<LineageAround> {
    const { walker } = this.rooms;
    const run = query.node?.startsWith(RUN_PREFIX)
      ? await this.rooms.runs.get(query.node.slice(RUN_PREFIX.length))
      : undefined;
    const starts = run
      ? await Promise.all(run.edges.map(({ from }) => walker.node(from)))
      : await walker.starts(query);
    const reach = await walker.current();
    const depths = walkAround(reach, starts, run ? aboveRun(query) : query);
    if (query.by !== 'version')
      return collapse(this.rooms, reach, { query, starts, depths });
    const shown = [...depths.keys()].slice(0, query.limit);
    const painted = await this.rooms.painter.nodes(
      shown,
      number => depths.get(number)! + (run ? 1 : 0),
    );
    const among = edgesAmong(reach, painted, timeOf(query.at));
    const edges = await this.rooms.painter.edges(among.edges, painted);
    const nodes = [...painted].map(
      ([number, node]): GraphNode => ({
        ...node,
        hidden: among.hidden.get(number) ?? node.hidden,
      }),
    );
    const runs = run ? [run] : await this.#runsOf(query, nodes);
    return {
      starts: run
        ? [run.node.id]
        : starts.flatMap(number => painted.get(number)?.id ?? []),
      ...withRuns(nodes, edges, runs),
      leftOff: depths.size - shown.length,
      revision: revisionOf(reach),
    };
  }

  async #runsOf(
    { direction, at, depth = Infinity, limit }: Query,
    nodes: readonly GraphNode[],
  ): Promise<RunNode[]> {
    const room = Math.min(RUNS_SHOWN, limit - nodes.length);
    if (direction === 'upstream' || room <= 0) return [];
    const near = nodes.filter(node => node.depth < depth);
    const found = await this.rooms.runs.of(
      near.flatMap(({ versionId }) => versionId ?? []),
      { at: timeOf(at), limit: room },
    );
    const depthOf = new Map(nodes.map(({ id, depth: far }) => [id, far]));
    return found.map(({ node, edges }) => ({
      node: {
        ...node,
        depth:
          1 +
          Math.min(...edges.map(({ from }) => depthOf.get(from) ?? Infinity)),
      },
      edges,
    }));
  }
}

/** What a run is made of begins one edge above it. */
function aboveRun(query: Query): Query {
  const depth = query.depth === undefined ? undefined : query.depth - 1;
  return { ...query, direction: 'upstream', depth };
}

/** Distances, nearest first; of what lies on both sides the shorter. */
export function walkAround(
  { edges }: Pick<Reach, 'edges'>,
  starts: readonly number[],
  { direction, depth, at }: Pick<Query, 'direction' | 'depth' | 'at'>,
): ReadonlyMap<number, number> {
  const directions =
    direction === 'both'
      ? (['upstream', 'downstream'] as const)
      : ([direction] as const);
  const found = new Map<number, number>();
  for (const each of directions) {
    const { nodes, depths } = edges.walk(starts, {
      direction: each,
      depth,
      at: timeOf(at),
    });
    nodes.forEach((node, i) => {
      const known = found.get(node);
      if (known === undefined || depths[i] < known) found.set(node, depths[i]);
    });
  }
  return new Map([...found].sort(([, a], [, b]) => a - b));
}

function withRuns(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  runs: readonly RunNode[],
): Pick<LineageAround, 'nodes' | 'edges'> {
  const shown = new Set(nodes.map(({ id }) => id));
  return markProblems({
    nodes: [...nodes, ...runs.map(({ node }) => node)],
    edges: [
      ...edges,
      ...runs.flatMap(run => run.edges.filter(({ from }) => shown.has(from))),
    ],
  });
}

/** Milliseconds since 1970. */
export function timeOf(at: string | undefined): number | undefined {
  return at === undefined ? undefined : Date.parse(at);
}
