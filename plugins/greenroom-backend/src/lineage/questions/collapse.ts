import type {
  GraphEdge,
  GraphNode,
  LineageAround,
  LineageQuery,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { IndexedEdge } from '@greenroom/governance';
import type { Asset } from '../../registry/Asset';
import { type Reach, revisionOf } from '../reach/LineageReach';
import { assetGroupId } from '../statements/nodeIds';
import { timeOf } from './Around';
import { isStated } from './edgesAmong';
import { each, type EdgeBetween, edgesBetween } from './edgesBetween';
import type { NodeStore } from './NodeStore';
import type { Painter } from './Painter';
import { NOTHING_HIDDEN } from './toGraphNode';

const ASSET_PREFIX = assetGroupId('');
const TEAM_PREFIX = 'team:';

type Group = {
  readonly id: string;
  /** A node to show it by. */
  readonly number: number;
  members: number;
  depth: number;
};

/** One node for all versions of an asset, or for all assets of a team; edges between the same two are one. */
export async function collapse(
  rooms: { readonly painter: Painter; readonly nodes: NodeStore },
  reach: Reach,
  {
    query,
    starts,
    depths,
  }: {
    readonly query: Pick<LineageQuery, 'at' | 'by'> & {
      readonly limit: number;
    };
    readonly starts: readonly number[];
    readonly depths: ReadonlyMap<number, number>;
  },
): Promise<LineageAround> {
  const groupNumbers = [
    ...new Set(Array.from(depths.keys(), node => reach.nodes.groupOf(node))),
  ];
  const names = await rooms.nodes.nodes(groupNumbers);
  const assets = await rooms.painter.assetsById(
    [...names.values()].flatMap(({ id }) =>
      id.startsWith(ASSET_PREFIX) ? id.slice(ASSET_PREFIX.length) : [],
    ),
  );
  const idOf = (node: number) => {
    const group = reach.nodes.groupOf(node);
    const id = names.get(group)?.id;
    const asset = id && assets.get(id.slice(ASSET_PREFIX.length));
    return query.by === 'team' && asset ? `${TEAM_PREFIX}${asset.owner}` : id;
  };
  const groups = new Map<string, Group>();
  const groupOf = new Map<number, Group>();
  for (const [number, depth] of depths) {
    const id = idOf(number);
    if (id === undefined) continue;
    const group = groups.get(id) ?? { id, number, members: 0, depth };
    group.members++;
    groups.set(id, group);
    groupOf.set(number, group);
  }
  const shown = [...groups.values()].slice(0, query.limit);
  const painted = await rooms.painter.nodes(shown.map(({ number }) => number));
  const at = timeOf(query.at);
  const places = new Map(shown.map((group, place) => [group, place]));
  const between = edgesBetween(each(edgesBelow(reach, groupOf.keys(), at)), {
    groups: shown,
    placeOf: node => places.get(groupOf.get(node)!),
  });
  return {
    starts: [...new Set(starts.flatMap(start => groupOf.get(start)?.id ?? []))],
    nodes: shown.flatMap(group => {
      const node = painted.get(group.number);
      return node ? [asGroup(node, group, assets)] : [];
    }),
    edges: between.map(toCollapsedEdge),
    leftOff: groups.size - shown.length,
    revision: revisionOf(reach),
  };
}

function* edgesBelow(
  { edges }: Reach,
  nodes: Iterable<number>,
  at: number | undefined,
): Iterable<IndexedEdge> {
  for (const node of nodes)
    for (const edge of edges.edgesAt(node, 'downstream'))
      if (isStated(edge, at)) yield edge;
}

/** What stands for edges between two groups; what states each is told where they are opened. */
export function toCollapsedEdge({
  from,
  to,
  kind,
  members,
}: Omit<EdgeBetween<{ readonly id: string }>, 'first'>): GraphEdge {
  return {
    from: from.id,
    to: to.id,
    kind,
    origin: members === 1 ? 'one edge' : `${members} edges`,
    members,
    problems: [],
  };
}

function asGroup(
  node: GraphNode,
  { id, members, depth }: Group,
  assets: ReadonlyMap<string, Asset>,
): GraphNode {
  const asset = assets.get(id.slice(ASSET_PREFIX.length));
  const collapsed = {
    id,
    members,
    depth,
    hidden: NOTHING_HIDDEN,
    problems: [],
  };
  if (id.startsWith(TEAM_PREFIX))
    return {
      ...collapsed,
      kind: 'team',
      title: id.slice(TEAM_PREFIX.length).split('/').at(-1)!,
      subtitle: counted(members, 'version'),
      status: 'neutral',
      owner: id.slice(TEAM_PREFIX.length),
    };
  if (!asset) return { ...node, ...collapsed, problems: node.problems };
  const isBad =
    asset.health.status === 'Degraded' || asset.health.status === 'Missing';
  return {
    ...collapsed,
    kind: asset.kind,
    title: asset.name,
    subtitle: counted(members, 'version'),
    status: isBad ? 'bad' : 'good',
    assetId: asset.id,
    owner: asset.owner,
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
