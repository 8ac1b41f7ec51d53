import type {
  GraphEdge,
  GraphNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Asset } from '../../registry/Asset';
import type { KnownEdge, KnownNode } from './NodeStore';

export const NOTHING_HIDDEN = { upstream: 0, downstream: 0 };

/** A node as it is shown; of its asset, where it has one, owner and health. */
export function toGraphNode(
  { id, kind, scope, is_newest, details }: KnownNode,
  depth: number,
  asset?: Pick<Asset, 'owner' | 'system' | 'health'>,
): GraphNode {
  const isNewest = Boolean(is_newest);
  const isNamedOnly =
    scope === null && (kind === 'dataset' || kind === 'model');
  return {
    id,
    kind: kind === 'group' ? 'source' : kind,
    title: details.title,
    subtitle: details.subtitle ?? '',
    status: statusOf(kind, isNewest, isNamedOnly, asset),
    assetId: details.assetId,
    versionId: details.versionId,
    owner: asset?.owner,
    ...(asset?.system && { system: asset.system }),
    ...(isNewest && { isNewest }),
    ...(isNamedOnly && { isNamedOnly }),
    commit: details.commit,
    url: details.url,
    since: isoOf(details.since),
    depth,
    hidden: NOTHING_HIDDEN,
    problems: [
      ...(details.problem ? [details.problem] : []),
      ...(isNamedOnly ? (['missing end'] as const) : []),
    ],
  };
}

function statusOf(
  kind: KnownNode['kind'],
  isNewest: boolean,
  isNamedOnly: boolean,
  asset?: Pick<Asset, 'health'>,
): GraphNode['status'] {
  if ((kind !== 'dataset' && kind !== 'model') || isNamedOnly) return 'neutral';
  const health = isNewest ? asset?.health.status : undefined;
  if (health === 'Progressing') return 'working';
  return health === 'Degraded' || health === 'Missing' ? 'bad' : 'good';
}

export function toGraphEdge(
  { kind, details, since, until }: KnownEdge,
  from: string,
  to: string,
): GraphEdge {
  const { origin, commit, url, detail, problem } = details;
  return {
    from,
    to,
    kind,
    origin,
    commit,
    url,
    detail,
    since: isoOf(since),
    until: isoOf(until),
    problems: problem ? [problem] : [],
  };
}

/** @param time - milliseconds since 1970 */
export function isoOf(
  time: number | string | null | undefined,
): string | undefined {
  return time === null || time === undefined
    ? undefined
    : new Date(Number(time)).toISOString();
}
