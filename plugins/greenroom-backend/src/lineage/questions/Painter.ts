import type {
  GraphEdge,
  GraphNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { IndexedEdge } from '@greenroom/governance';
import type { Asset } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import { inPages } from '../../database/inPages';
import { ROWS_AT_A_TIME } from '../store/LineageRow';
import type { NodeStore } from './NodeStore';
import { toGraphEdge, toGraphNode } from './toGraphNode';

/** Makes of numbers what is shown. */
export class Painter {
  constructor(
    private readonly rooms: { nodes: NodeStore; assets: AssetStore },
  ) {}

  /** In the order given; numbers that are no longer there are left out. */
  async nodes(
    numbers: readonly number[],
    depthOf: (number: number) => number = () => 0,
  ): Promise<ReadonlyMap<number, GraphNode>> {
    const known = await this.rooms.nodes.nodes(numbers);
    const assets = await this.assetsById(
      [...known.values()].flatMap(({ details }) => details.assetId ?? []),
    );
    return new Map(
      numbers.flatMap(number => {
        const node = known.get(number);
        if (!node) return [];
        const asset = assets.get(node.details.assetId ?? '');
        return [[number, toGraphNode(node, depthOf(number), asset)] as const];
      }),
    );
  }

  /** Those whose ends are both shown. */
  async edges(
    edges: readonly IndexedEdge[],
    shown: ReadonlyMap<number, Pick<GraphNode, 'id'>>,
  ): Promise<GraphEdge[]> {
    const between = edges.filter(
      ({ from, to }) => shown.has(from) && shown.has(to),
    );
    const known = await this.rooms.nodes.edges(
      between.map(({ number }) => number),
    );
    return between.flatMap(({ number, from, to }) => {
      const edge = known.get(number);
      return edge
        ? [toGraphEdge(edge, shown.get(from)!.id, shown.get(to)!.id)]
        : [];
    });
  }

  async assetsById(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Asset>> {
    const found = new Map<string, Asset>();
    for (const page of inPages([...new Set(ids)], ROWS_AT_A_TIME))
      for (const asset of await this.rooms.assets.getMany(page))
        found.set(asset.id, asset);
    return found;
  }
}
