import {
  EDGE_KINDS,
  type LineageGroupLevel,
  type OrganisationCollapse,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Grouping } from '../questions/edgesBetween';
import type { Reach } from '../reach/LineageReach';
import { assetGroupId } from '../statements/nodeIds';
import type { LineageAsset } from './assetsOfLineage';

/** Versions of an opened asset before these newest stand as one, as pictures of one asset have it. */
const VERSIONS_SHOWN = 8;

export const BUNDLED_KINDS = ['dataset', 'model', 'deployment'] as const;
export type BundledKind = (typeof BUNDLED_KINDS)[number];

/** A group of nodes: a team's or a system's, an asset's versions, or those before its newest few. */
export type BundleGroup = {
  readonly id: string;
  readonly level: LineageGroupLevel;
  readonly kind: BundledKind;
  /** Team or system; undefined of what belongs to none. */
  readonly of?: string;
  /** Of one asset alone. */
  readonly asset?: LineageAsset;
};

/** One node of the picture: a closed group, or a node of the lineage. */
export type Bundle = {
  readonly group?: BundleGroup;
  readonly kind: BundledKind;
  /** Nodes that it stands for, in the order in which they came. */
  readonly numbers: number[];
  readonly assets: Set<LineageAsset>;
  /** Opened groups that hold it, from the outside in. */
  readonly within: readonly BundleGroup[];
};

export type BundleOptions = {
  /** That the caller may see. */
  readonly assets: readonly LineageAsset[];
  /** Nothing is hidden from the caller, nor what only hidden assets name. */
  readonly seesAll: boolean;
  readonly by: OrganisationCollapse;
  /** Ids of opened groups. */
  readonly open: ReadonlySet<string>;
  /** Milliseconds since 1970; now where it is absent. */
  readonly at?: number;
};

/**
 * Puts data, models and deployments of the whole lineage into what is drawn:
 * each node into the outermost group that is closed, else it stands for itself.
 */
export function bundleNodes(
  reach: Pick<Reach, 'edges' | 'nodes'>,
  options: BundleOptions,
): Grouping<Bundle> {
  const { by, open } = options;
  const standing = standingNodes(reach, options);
  const bundles: Bundle[] = [];
  const placeOfKey = new Map<string, number>();
  /** One more than the place of each node's bundle; 0 where it is in none. */
  const places = new Uint32Array(reach.nodes.length);
  const into = (
    key: string,
    place: Pick<Bundle, 'group' | 'kind' | 'within'>,
    nodes: readonly number[],
    asset: LineageAsset | undefined,
  ) => {
    let at = placeOfKey.get(key);
    if (at === undefined) {
      at = bundles.push({ ...place, numbers: [], assets: new Set() }) - 1;
      placeOfKey.set(key, at);
    }
    const bundle = bundles[at];
    for (const node of nodes) {
      bundle.numbers.push(node);
      places[node] = at + 1;
    }
    if (asset) bundle.assets.add(asset);
  };
  const put = (
    nodes: readonly number[],
    kind: BundledKind,
    ladder: readonly BundleGroup[],
    asset?: LineageAsset,
  ) => {
    const closed = ladder.findIndex(({ id }) => !open.has(id));
    if (closed < 0)
      for (const node of nodes)
        into(`#${node}`, { kind, within: ladder }, [node], asset);
    else {
      const group = ladder[closed];
      const within = ladder.slice(0, closed);
      into(group.id, { group, kind, within }, nodes, asset);
    }
  };
  for (const [asset, numbers] of standing.versions) {
    const { kind } = asset;
    const own: BundleGroup = {
      id: assetGroupId(asset.id),
      level: 'asset',
      kind,
      asset,
    };
    const older: BundleGroup = {
      ...own,
      id: `older:${asset.id}`,
      level: 'older',
    };
    const ladder = [...outerGroup(by, kind, asset), own];
    const before = numbers.length - VERSIONS_SHOWN;
    // One alone would take as much room as what stands for it.
    const apart = before > 1 ? before : 0;
    if (apart > 0)
      put(numbers.slice(0, apart), kind, [...ladder, older], asset);
    put(numbers.slice(apart), kind, ladder, asset);
  }
  for (const { node, kind, asset } of standing.others)
    put([node], kind, outerGroup(by, kind, asset), asset);
  return {
    groups: bundles,
    placeOf: node => (places[node] ? places[node] - 1 : undefined),
  };
}

function outerGroup(
  by: OrganisationCollapse,
  kind: BundledKind,
  asset: LineageAsset | undefined,
): readonly BundleGroup[] {
  if (by === 'asset') return [];
  if (!asset) return [{ id: `named:${kind}`, level: by, kind }];
  const of = by === 'team' ? asset.owner : asset.system;
  return [{ id: `${by}:${kind}:${of ?? ''}`, level: by, kind, of }];
}

type Standing = {
  /** Of each asset, in the order in which they came. */
  readonly versions: ReadonlyMap<LineageAsset, readonly number[]>;
  /** Deployments, with the model that they serve, and what others only name. */
  readonly others: readonly {
    readonly node: number;
    readonly kind: BundledKind;
    readonly asset?: LineageAsset;
  }[];
};

/** What there is at that time, and may be told. */
function standingNodes(
  { edges, nodes }: Pick<Reach, 'edges' | 'nodes'>,
  { assets, seesAll, at }: BundleOptions,
): Standing {
  const assetAt = new Map(assets.map(asset => [asset.number, asset]));
  const assetOf = (node: number) => assetAt.get(nodes.groupOf(node));
  const stated = new Uint8Array(nodes.length);
  const named = new Set<number>();
  const served = new Map<number, LineageAsset>();
  edges.forEachStated(at, (from, to, kind) => {
    stated[from] = stated[to] = 1;
    const [ofFrom, ofTo] = [assetOf(from), assetOf(to)];
    if (ofFrom && !ofTo) {
      named.add(to);
      if (EDGE_KINDS[kind] === 'deployed as') served.set(to, ofFrom);
    }
    if (ofTo && !ofFrom) named.add(from);
  });
  const versions = new Map<LineageAsset, number[]>();
  const others: { node: number; kind: BundledKind; asset?: LineageAsset }[] =
    [];
  for (let node = 0; node < nodes.length; node++) {
    const kind = BUNDLED_KINDS.find(each => each === nodes.kindOf(node));
    const isDeclared = nodes.isDeclared(node);
    const isThere = stated[node] || (at === undefined && isDeclared);
    if (!kind || !isThere) continue;
    const asset = assetOf(node);
    if (asset && isDeclared) {
      const known = versions.get(asset);
      if (known) known.push(node);
      else versions.set(asset, [node]);
    } else if (kind === 'deployment' || !isDeclared) {
      if (seesAll || named.has(node))
        others.push({ node, kind, asset: served.get(node) });
    }
  }
  return { versions, others };
}
