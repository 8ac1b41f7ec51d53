import type {
  Collapse,
  GraphEdge,
  GraphNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import { COLUMN_OF } from './columns';
import type { Graph } from './difference';
import { assetName, type Group, groupsOf } from './groupsOf';

/** Versions of an opened asset before these newest stand as one. */
const VERSIONS_SHOWN = 8;

/** A node of the picture: one of the lineage, or a closed group of them. */
export type VisibleNode = {
  readonly id: string;
  readonly column: number;
  readonly block: string;
  readonly title: string;
  readonly subtitle: string;
  readonly kind: GraphNode['kind'];
  readonly status: GraphNode['status'];
  readonly members: readonly GraphNode[];
  /** Ids of the opened groups that hold it. */
  readonly inside: readonly string[];
  /** What a click opens; absent of a node that stands for itself. */
  readonly opens?: Group;
};

/** Everything that is said between two nodes of the picture. */
export type VisibleEdge = {
  readonly from: string;
  readonly to: string;
  readonly members: readonly GraphEdge[];
};

export type VisibleGraph = {
  readonly nodes: readonly VisibleNode[];
  readonly edges: readonly VisibleEdge[];
  /** Opened assets, by the block that holds their members. */
  readonly opened: ReadonlyMap<string, Group>;
  /** Opened teams: their assets stand on their own. */
  readonly teams: readonly Group[];
  /** The node of the picture that stands for a node of the lineage. */
  readonly standsFor: ReadonlyMap<string, string>;
};

/** Whether it stands for an asset or a team, be it of one version. */
export function isGroup({ opens, members }: VisibleNode): boolean {
  return (
    opens !== undefined || members.some(node => node.members !== undefined)
  );
}

export type CollapseOptions = {
  readonly by: Collapse;
  /** Groups that are not as `by` has them. */
  readonly toggled: ReadonlySet<string>;
  /** Its versions are shown one by one unless somebody closes them. */
  readonly ownAssetId?: string;
};

/**
 * What is drawn of a lineage: each node stands for itself where all groups that
 * hold it are open, else in the outermost closed one. Edges between the same two
 * nodes of the picture are one; those inside a closed group are not drawn.
 */
export function collapse(
  { nodes, edges }: Graph,
  { by, toggled, ownAssetId }: CollapseOptions,
): VisibleGraph {
  const names = new Map(
    nodes.flatMap(node =>
      node.assetId && (node.kind === 'model' || node.kind === 'dataset')
        ? [[node.assetId, assetName(node)] as const]
        : [],
    ),
  );
  const ordered = [...nodes].sort((a, b) => age(a) - age(b));
  const holders = bySize(
    new Map(ordered.map(node => [node, groupsOf(node, id => names.get(id))])),
  );
  const isOpen = ({ id, level }: Group, node: GraphNode) => {
    const own =
      level === 'asset' &&
      node.assetId === ownAssetId &&
      (node.kind === 'dataset' || node.kind === 'model');
    const opened = {
      version: true,
      asset: level === 'team' || own,
      team: false,
    }[by];
    return opened !== toggled.has(id);
  };
  const shown = new Map<
    string,
    Pick<VisibleNode, 'block' | 'inside'> & {
      members: GraphNode[];
      group?: Group;
    }
  >();
  const opened = new Map<string, Group>();
  const teams = new Map<string, Group>();
  const standsFor = new Map<string, string>();
  for (const [node, groups] of holders) {
    const outside = [...groups].reverse();
    const closed = outside.find(group => !isOpen(group, node));
    const inside = closed ? outside.slice(0, outside.indexOf(closed)) : outside;
    const asset = inside.find(({ level }) => level === 'asset');
    const team = inside.find(({ level }) => level === 'team');
    if (team && by === 'team') teams.set(team.id, team);
    if (asset) opened.set(asset.id, asset);
    const id = closed?.id ?? node.id;
    standsFor.set(node.id, id);
    const known = shown.get(id);
    if (known) known.members.push(node);
    else
      shown.set(id, {
        members: [node],
        group: closed,
        block: asset?.id ?? id,
        inside: inside.map(group => group.id),
      });
  }
  return {
    nodes: [...shown].map(([id, { members, group, ...place }]) =>
      visibleNode({ id, ...place }, members, group),
    ),
    edges: drawn(edges, standsFor),
    opened,
    teams: [...teams.values()],
    standsFor,
  };
}

/** By when it is first stated; what says no time keeps its place before. */
function age({ since }: GraphNode): number {
  return since === undefined ? 0 : Date.parse(since);
}

function visibleNode(
  place: Pick<VisibleNode, 'id' | 'block' | 'inside'>,
  members: readonly GraphNode[],
  group: Group | undefined,
): VisibleNode {
  const newest = members.find(({ isNewest }) => isNewest) ?? members.at(-1)!;
  const common = {
    ...place,
    members,
    kind: newest.kind,
    column: COLUMN_OF[newest.kind],
  };
  if (!group)
    return {
      ...common,
      title: newest.title,
      subtitle: newest.subtitle,
      status: newest.status,
    };
  return {
    ...common,
    title: group.title,
    subtitle: membersOf(members, group),
    status: worst(
      group.level === 'team' || newest.kind === 'run' ? members : [newest],
    ),
    opens: group,
  };
}

function membersOf(members: readonly GraphNode[], { level }: Group): string {
  const [first, last] = [members[0], members.at(-1)!];
  const versions = `${members.length} ${
    first.kind === 'dataset' || first.kind === 'model' ? 'versions' : 'in all'
  }`;
  if (level === 'team') {
    const assets = new Set(members.map(assetName)).size;
    return first.kind === 'dataset' || first.kind === 'model'
      ? `${assets} with ${versions}`
      : versions;
  }
  const failing = members.filter(({ status }) => status === 'bad').length;
  if (first.kind === 'run')
    return failing > 0 ? `${versions}, ${failing} failing` : versions;
  const [from, to] = [versionOf(first), versionOf(last)];
  return from && to ? `${versions}, ${from} to ${to}` : versions;
}

/** `1.1.0` of `digits 1.1.0`. */
function versionOf({ title }: GraphNode): string | undefined {
  return title.split(' ')[1];
}

function worst(members: readonly GraphNode[]): GraphNode['status'] {
  const newest = members.filter(({ isNewest }) => isNewest);
  const judged = newest.length > 0 ? newest : members;
  return (
    (['bad', 'working', 'good'] as const).find(status =>
      judged.some(node => node.status === status),
    ) ?? 'neutral'
  );
}

/** The groups of each node: an asset of one version is no group, and versions before the newest few are in one more. */
function bySize(
  holders: ReadonlyMap<GraphNode, readonly Group[]>,
): ReadonlyMap<GraphNode, readonly Group[]> {
  const counts = new Map<string, number>();
  for (const [asset] of holders.values())
    if (asset?.level === 'asset')
      counts.set(asset.id, (counts.get(asset.id) ?? 0) + 1);
  const seen = new Map<string, number>();
  return new Map(
    [...holders].map(([node, groups]) => {
      const [asset] = groups;
      if (asset?.level !== 'asset') return [node, groups];
      if (counts.get(asset.id) === 1) return [node, groups.slice(1)];
      const before = seen.get(asset.id) ?? 0;
      seen.set(asset.id, before + 1);
      const older = counts.get(asset.id)! - VERSIONS_SHOWN;
      // One alone would take as much room as what stands for it.
      if (older < 2 || before >= older) return [node, groups];
      const group: Group = {
        id: `older:${asset.id}`,
        level: 'older',
        title: `${older} older`,
      };
      return [node, [group, ...groups]];
    }),
  );
}

function drawn(
  edges: readonly GraphEdge[],
  standsFor: ReadonlyMap<string, string>,
): VisibleEdge[] {
  const found = new Map<
    string,
    { from: string; to: string; members: GraphEdge[] }
  >();
  for (const edge of edges) {
    const [from, to] = [standsFor.get(edge.from), standsFor.get(edge.to)];
    if (from === undefined || to === undefined) continue;
    // Of a node to itself: it is a cycle, and shown; inside a group it is not drawn.
    if (from === to && edge.from !== edge.to) continue;
    const key = JSON.stringify([from, to]);
    const known = found.get(key);
    if (known) known.members.push(edge);
    else found.set(key, { from, to, members: [edge] });
  }
  return [...found.values()];
}
