import { NotFoundError } from '@backstage/errors';
import type {
  GraphNode,
  LineageComparison,
  LineagePath,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { IndexedEdge } from '@greenroom/governance';
import type { Organisation } from '../organisation/Organisation';
import type { AssetScope } from '../../permissions/AssetScope';
import { timeOf } from './Around';
import type { Painter } from './Painter';
import { placesOf, type Walker, wayTo } from './Walker';

/** Ids of what stands for several nodes. */
const GROUP = /^(asset|system|team|named):/;
/** Nodes listed of each part of a difference. */
const LISTED = 500;

/** What lies between two nodes, and what they have in common. */
export class Ways {
  constructor(
    private readonly rooms: {
      walker: Walker;
      painter: Painter;
      groups: Pick<Organisation, 'membersOf'>;
    },
  ) {}

  /**
   * A shortest way, downstream where there is one, else upstream; between groups
   * one of the shortest between what they stand for.
   *
   * @param scope - of assets that count to a team or a system
   * @throws NotFoundError where one of them is not there
   */
  async between(
    {
      from,
      to,
      at,
    }: {
      readonly from: string;
      readonly to: string;
      readonly at?: string;
    },
    scope: AssetScope,
  ): Promise<LineagePath> {
    const { walker } = this.rooms;
    const [firsts, seconds] = await Promise.all(
      [from, to].map(end => this.#endsOf(end, scope, timeOf(at))),
    );
    const reach = await walker.current();
    const isSecond = new Set(seconds);
    for (const direction of ['downstream', 'upstream'] as const) {
      const walked = reach.edges.walk(firsts, { direction, at: timeOf(at) });
      const nearest = walked.nodes.find(node => isSecond.has(node));
      if (nearest === undefined) continue;
      const way = wayTo(reach, walked, direction, placesOf(walked), nearest);
      const first =
        way.length === 0
          ? nearest
          : way[0][direction === 'downstream' ? 'from' : 'to'];
      return { direction, ...(await this.#told(first, way, direction)) };
    }
    return { direction: 'none', nodes: [], edges: [] };
  }

  async #endsOf(
    id: string,
    scope: AssetScope,
    at: number | undefined,
  ): Promise<readonly number[]> {
    const { groups, walker } = this.rooms;
    if (!GROUP.test(id)) return [await walker.node(id)];
    const members = await groups.membersOf(id, scope, at);
    if (members.length > 0) return members;
    throw new NotFoundError(
      `Nothing in the lineage belongs to ${id}. It may not be read yet, or be gone.`,
    );
  }

  /** What is upstream of both, and of each alone. */
  async compare({
    first,
    second,
    at,
  }: {
    readonly first: string;
    readonly second: string;
    readonly at?: string;
  }): Promise<LineageComparison> {
    const { walker, painter } = this.rooms;
    const ends = [await walker.node(first), await walker.node(second)];
    const reach = await walker.current();
    const [above, aboveSecond] = ends.map(end => [
      ...reach.edges
        .walk([end], { direction: 'upstream', at: timeOf(at) })
        .nodes.subarray(1),
    ]);
    const [inFirst, inSecond] = [new Set(above), new Set(aboveSecond)];
    const parts = {
      both: above.filter(node => inSecond.has(node)),
      onlyFirst: above.filter(node => !inSecond.has(node)),
      onlySecond: aboveSecond.filter(node => !inFirst.has(node)),
    };
    const list = async (numbers: readonly number[]): Promise<GraphNode[]> => [
      ...(await painter.nodes(numbers.slice(0, LISTED))).values(),
    ];
    const painted = await painter.nodes(ends);
    const leftOff = (numbers: readonly number[]) =>
      Math.max(0, numbers.length - LISTED);
    return {
      first: painted.get(ends[0])!,
      second: painted.get(ends[1])!,
      both: await list(parts.both),
      onlyFirst: await list(parts.onlyFirst),
      onlySecond: await list(parts.onlySecond),
      leftOff: {
        both: leftOff(parts.both),
        onlyFirst: leftOff(parts.onlyFirst),
        onlySecond: leftOff(parts.onlySecond),
      },
    };
  }

  async #told(
    start: number,
    way: readonly IndexedEdge[],
    direction: 'upstream' | 'downstream',
  ): Promise<Pick<LineagePath, 'nodes' | 'edges'>> {
    const { painter } = this.rooms;
    const numbers = [
      start,
      ...way.map(edge => (direction === 'downstream' ? edge.to : edge.from)),
    ];
    const painted = await painter.nodes(numbers, number =>
      numbers.indexOf(number),
    );
    return {
      nodes: [...painted.values()],
      edges: await painter.edges(way, painted),
    };
  }
}
