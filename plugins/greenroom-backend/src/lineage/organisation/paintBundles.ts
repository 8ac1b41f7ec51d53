import type {
  GraphNode,
  OrganisationLineage,
  OrganisationNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { LineageProblemKind } from '@greenroom/backstage-plugin-greenroom-common';
import { NOTHING_HIDDEN } from '../questions/toGraphNode';
import type { LineageAsset } from './assetsOfLineage';
import type { Bundle, BundledKind, BundleGroup } from './bundleNodes';

const MANY: Readonly<
  Record<BundledKind, readonly [one: string, many: string]>
> = {
  dataset: ['data set', 'data sets'],
  model: ['model', 'models'],
  deployment: ['deployment', 'deployments'],
};

/** What is found in the whole lineage, by numbers of nodes. */
export type Findings = {
  readonly stale: { has(node: number): boolean };
  readonly problems: ReadonlyMap<number, ReadonlySet<LineageProblemKind>>;
};

/**
 * A bundle as it is shown.
 *
 * @param painted - nodes that stand for themselves, by number
 */
export function toOrganisationNode(
  { group, kind, numbers, assets, within }: Bundle,
  painted: ReadonlyMap<number, GraphNode>,
  findings: Findings,
): OrganisationNode | undefined {
  const stale = numbers.filter(node => findings.stale.has(node)).length;
  const problems = [
    ...new Set(
      numbers.flatMap(node => [...(findings.problems.get(node) ?? [])]),
    ),
  ];
  const holder = within.find(({ level }) => level === 'asset')?.id;
  if (!group) {
    const node = painted.get(numbers[0]);
    return (
      node && {
        ...node,
        stale,
        problems: [...new Set([...node.problems, ...problems])],
        ...(holder && { within: holder }),
      }
    );
  }
  const { id, level, asset } = group;
  return {
    id,
    kind,
    title: titleOf(group, numbers.length),
    subtitle: subtitleOf(group, numbers.length, assets.size),
    status: level === 'older' ? 'neutral' : worst(kind, [...assets]),
    ...(asset && { assetId: asset.id, owner: asset.owner }),
    ...(level === 'team' && group.of && { owner: group.of }),
    ...(numbers.length > 1 && { opens: level }),
    ...(holder && { within: holder }),
    members: numbers.length,
    depth: 0,
    hidden: NOTHING_HIDDEN,
    stale,
    problems,
  };
}

/** Groups that are open around what is shown. */
export function openedGroups(
  bundles: readonly Bundle[],
): OrganisationLineage['opened'] {
  const groups = new Map(
    bundles.flatMap(({ within }) => within.map(group => [group.id, group])),
  );
  return [...groups.values()].map(group => ({
    id: group.id,
    level: group.level,
    title: titleOf(group, 0),
  }));
}

function titleOf(
  { level, kind, of, asset }: BundleGroup,
  members: number,
): string {
  if (level === 'older') return `${members} older`;
  if (asset) return asset.name;
  const [, many] = MANY[kind];
  if (of === undefined && level === 'team') return `${many} not declared here`;
  return `${many} of ${of?.split('/').at(-1) ?? 'no system'}`;
}

function subtitleOf(
  { level, kind, asset }: BundleGroup,
  members: number,
  assets: number,
): string {
  if (level === 'older') return 'versions';
  const versions = counted(members, ['version', 'versions']);
  if (asset) return versions;
  return kind === 'deployment' || assets === 0
    ? counted(
        members,
        kind === 'deployment' ? MANY[kind] : ['version', 'versions'],
      )
    : `${counted(assets, MANY[kind])} with ${versions}`;
}

/** Of deployments no health is known. */
function worst(
  kind: BundledKind,
  assets: readonly LineageAsset[],
): GraphNode['status'] {
  if (kind === 'deployment' || assets.length === 0) return 'neutral';
  const is = (...health: readonly LineageAsset['health'][]) =>
    assets.some(asset => health.includes(asset.health));
  if (is('Degraded', 'Missing')) return 'bad';
  return is('Progressing') ? 'working' : 'good';
}

function counted(
  count: number,
  [one, many]: readonly [one: string, many: string],
): string {
  return `${count} ${count === 1 ? one : many}`;
}
