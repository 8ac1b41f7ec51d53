import type {
  GraphNode,
  OrganisationCollapse,
  OrganisationLineage,
  organisationQuerySchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { AssetScope } from '../../permissions/AssetScope';
import { maskAnswer } from '../maskAnswer';
import { timeOf } from '../questions/Around';
import { toCollapsedEdge } from '../questions/collapse';
import { type EdgeBetween, edgesBetween } from '../questions/edgesBetween';
import type { Painter } from '../questions/Painter';
import type { Problems } from '../questions/Problems';
import type { Staleness } from '../questions/Staleness';
import type { Walker } from '../questions/Walker';
import { type Reach, revisionOf } from '../reach/LineageReach';
import {
  assetsOfLineage,
  countAssetsOfLineage,
  type LineageAsset,
} from './assetsOfLineage';
import { type Bundle, bundleNodes } from './bundleNodes';
import {
  type Findings,
  openedGroups,
  toOrganisationNode,
} from './paintBundles';

type Query = z.output<typeof organisationQuerySchema>;

/** With more assets than this a picture of one node an asset is no longer read at a glance. */
const READABLE_ASSETS = 120;
const NOTHING_FOUND: Findings = { stale: new Set(), problems: new Map() };

/** Data, models and deployments of all assets that somebody may see. */
export class Organisation {
  constructor(
    private readonly rooms: {
      readonly knex: Knex;
      readonly walker: Walker;
      readonly painter: Painter;
      readonly staleness: Staleness;
      readonly problems: Problems;
    },
  ) {}

  async of(query: Query, scope: AssetScope): Promise<OrganisationLineage> {
    const { knex, walker } = this.rooms;
    const reach = await walker.current();
    const at = timeOf(query.at);
    const assets = await assetsOfLineage(knex, scope);
    const by =
      query.by ?? (assets.length <= READABLE_ASSETS ? 'asset' : 'team');
    const grouping = bundleNodes(reach, {
      assets,
      seesAll: scope.type === 'all',
      by,
      open: new Set(query.open),
      at,
    });
    const { groups: bundles } = grouping;
    const between = edgesBetween(
      see => reach.edges.forEachStated(at, see),
      grouping,
    );
    const shown = mostLinked(bundles, between, query.limit);
    const { nodes, edges } = await this.#painted(reach, shown, between, at);
    const all =
      scope.type === 'all' ? assets.length : await countAssetsOfLineage(knex);
    const answer: OrganisationLineage = {
      by,
      nodes,
      edges,
      opened: openedGroups(shown),
      leftOff: bundles.length - shown.length,
      hiddenAssets: all - assets.length,
      totals: totalsOf(bundles),
      revision: revisionOf(reach),
    };
    return scope.type === 'all'
      ? answer
      : maskAnswer(answer, new Set(assets.map(({ id }) => id)));
  }

  /** Numbers of the nodes that a group stands for, of what somebody may see; none where there is no such group. */
  async membersOf(
    groupId: string,
    scope: AssetScope,
    at: number | undefined,
  ): Promise<readonly number[]> {
    const reach = await this.rooms.walker.current();
    const { groups } = bundleNodes(reach, {
      assets: await assetsOfLineage(this.rooms.knex, scope),
      seesAll: scope.type === 'all',
      by: levelOf(groupId),
      open: new Set(),
      at,
    });
    return groups.find(({ group }) => group?.id === groupId)?.numbers ?? [];
  }

  async #painted(
    reach: Reach,
    shown: readonly Bundle[],
    between: readonly EdgeBetween<Bundle>[],
    at: number | undefined,
  ): Promise<Pick<OrganisationLineage, 'nodes' | 'edges'>> {
    const { painter } = this.rooms;
    const alone = await painter.nodes(
      shown.flatMap(({ group, numbers }) => (group ? [] : numbers)),
    );
    const findings =
      at === undefined ? await this.#findings(reach) : NOTHING_FOUND;
    const nodes = new Map(
      shown.flatMap(bundle => {
        const node = toOrganisationNode(bundle, alone, findings);
        return node ? [[bundle, node] as const] : [];
      }),
    );
    const drawn = between.filter(
      ({ from, to }) => nodes.has(from) && nodes.has(to),
    );
    const isAlone = ({ from, to, members }: EdgeBetween<Bundle>) =>
      !from.group && !to.group && members === 1;
    const stated = drawn.filter(isAlone);
    return {
      nodes: [...nodes.values()],
      edges: [
        ...drawn
          .filter(edge => !isAlone(edge))
          .map(edge =>
            toCollapsedEdge({
              ...edge,
              from: nodes.get(edge.from)!,
              to: nodes.get(edge.to)!,
            }),
          ),
        ...(await painter.edges(
          stated.flatMap(({ first }) => reach.edges.get(first) ?? []),
          alone,
        )),
      ],
    };
  }

  async #findings(reach: Reach): Promise<Findings> {
    const { staleness, problems } = this.rooms;
    const found: Map<number, Set<GraphNode['problems'][number]>> = new Map();
    for (const { what, nodes } of await problems.all(reach))
      for (const node of nodes)
        found.set(node, (found.get(node) ?? new Set()).add(what));
    return { stale: await staleness.all(reach), problems: found };
  }
}

/** Those with the most edges to others; what is opened before all else. */
function mostLinked(
  bundles: readonly Bundle[],
  between: readonly EdgeBetween<Bundle>[],
  limit: number,
): readonly Bundle[] {
  if (bundles.length <= limit) return bundles;
  const links = new Map<Bundle, number>();
  for (const { from, to } of between)
    for (const end of [from, to]) links.set(end, (links.get(end) ?? 0) + 1);
  const opened = (bundle: Bundle) => (bundle.within.length > 0 ? 1 : 0);
  const chosen = new Set(
    [...bundles]
      .sort(
        (a, b) =>
          opened(b) - opened(a) || (links.get(b) ?? 0) - (links.get(a) ?? 0),
      )
      .slice(0, limit),
  );
  return bundles.filter(bundle => chosen.has(bundle));
}

function totalsOf(bundles: readonly Bundle[]): OrganisationLineage['totals'] {
  const assets = new Set<LineageAsset>();
  const totals = { datasets: 0, models: 0, versions: 0, deployments: 0 };
  for (const bundle of bundles) {
    if (bundle.kind === 'deployment')
      totals.deployments += bundle.numbers.length;
    else {
      for (const asset of bundle.assets) assets.add(asset);
      totals.versions += bundle.numbers.length;
    }
  }
  for (const { kind } of assets)
    totals[kind === 'dataset' ? 'datasets' : 'models']++;
  return totals;
}

function levelOf(groupId: string): OrganisationCollapse {
  if (groupId.startsWith('system:')) return 'system';
  return groupId.startsWith('asset:') ? 'asset' : 'team';
}
