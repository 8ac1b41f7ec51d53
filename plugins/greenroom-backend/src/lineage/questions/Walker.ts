import { NotFoundError } from '@backstage/errors';
import {
  EDGE_KINDS,
  type EdgeKind,
  type LineageStart,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { IndexedEdge, Walked } from '@greenroom/governance';
import type { LineageReach, Reach } from '../reach/LineageReach';
import { assetGroupId } from '../statements/nodeIds';
import type { NodeStore } from './NodeStore';

/** A bit for each kind but these. */
export function kindsWithout(...left: readonly EdgeKind[]): number {
  return EDGE_KINDS.reduce(
    (bits, kind, i) => (left.includes(kind) ? bits : bits | (1 << i)),
    0,
  );
}

/** Where questions begin, and the ways that walks found. */
export class Walker {
  constructor(
    private readonly rooms: { reach: LineageReach; nodes: NodeStore },
  ) {}

  current(): Promise<Reach> {
    return this.rooms.reach.current();
  }

  /** @throws NotFoundError where there is no such node */
  async node(id: string): Promise<number> {
    const found = await this.rooms.nodes.find(id);
    if (found !== undefined) return found;
    throw new NotFoundError(
      `There is no node ${id} in the lineage. It may not be read yet, or be gone.`,
    );
  }

  /** Versions of an asset; undefined where none is named, and all are meant. */
  async versionsOf(
    assetId: string | undefined,
  ): Promise<ReadonlySet<number> | undefined> {
    return assetId === undefined
      ? undefined
      : new Set(await this.rooms.nodes.members(assetGroupId(assetId)));
  }

  /** All versions of an asset, or one node. */
  async starts({ node, assetId }: LineageStart): Promise<readonly number[]> {
    return assetId === undefined
      ? [await this.node(node!)]
      : this.rooms.nodes.members(assetGroupId(assetId));
  }
}

/** Edges from a start to what a walk found at a place, in the order in which they were gone along. */
export function wayTo(
  { edges }: Pick<Reach, 'edges'>,
  walked: Walked,
  direction: 'upstream' | 'downstream',
  places: ReadonlyMap<number, number>,
  node: number,
): IndexedEdge[] {
  const way: IndexedEdge[] = [];
  for (let at: number | undefined = places.get(node); at !== undefined; ) {
    const edge: IndexedEdge | undefined =
      walked.cameBy[at] === 0 ? undefined : edges.get(walked.cameBy[at]);
    if (!edge) break;
    way.push(edge);
    at = places.get(direction === 'downstream' ? edge.from : edge.to);
  }
  return way.reverse();
}

/** Where in a walk each node was found. */
export function placesOf({ nodes }: Walked): ReadonlyMap<number, number> {
  return new Map(Array.from(nodes, (node, place) => [node, place]));
}
