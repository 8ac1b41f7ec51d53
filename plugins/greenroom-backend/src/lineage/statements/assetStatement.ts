import {
  type LineageNode,
  type Said,
  StandingEdges,
  statedBy,
} from '@greenroom/governance';
import type { Manifest } from '@greenroom/manifest';
import type { StoredProposal } from '../../proposals/ProposalRow';
import type { Asset } from '../../registry/Asset';
import type { KnownDeployment } from '../../sync/DeploymentStore';
import type { StatedEdge, StatedNode, Statement } from '../store/Statement';
import { type Approval, approvalEdges } from './approvalEdges';
import { deploymentEdges } from './deploymentEdges';
import { importEdges } from './importEdges';
import {
  assetGroupId,
  assetScope,
  namedNode,
  personNode,
  pullNode,
  short,
  sourceNode,
} from './nodeIds';
import { proposalEdges } from './proposalEdges';
import {
  type ReadRevision,
  timeOf,
  type VersionHistory,
  versionHistories,
} from './versionHistory';

/** What is known of an asset and of what its manifests name. */
export type AssetFacts = {
  readonly asset: Asset;
  /** Oldest first. */
  readonly revisions: readonly ReadRevision[];
  /** Versions of the data sets and models that it names, by name, oldest first. */
  readonly versionsOf: ReadonlyMap<string, readonly LineageNode[]>;
  readonly proposals: readonly StoredProposal[];
  readonly deployments: readonly KnownDeployment[];
  readonly approvals: readonly Approval[];
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** Edges with the nodes that they name. */
export type Part = {
  readonly named: readonly StatedNode[];
  readonly edges: readonly StatedEdge[];
};

/**
 * All that git, its pull requests and its deployments say of the versions of one
 * asset. Versions of which a force-push took every commit away are there, too, and
 * are marked so.
 */
export function assetStatement(facts: AssetFacts): Statement {
  const { asset, revisions } = facts;
  const versions = versionHistories(asset, revisions);
  const parts = [
    declaredEdges(asset, versions),
    manifestEdges(facts, versions),
    mergedEdges(asset, versions),
    importEdges(asset, versions),
    proposalEdges(facts.proposals, asset, versions),
    deploymentEdges(facts.deployments, asset, versions),
    approvalEdges(facts.approvals, versions, facts.now),
  ];
  const standing = versions.filter(isOnBranch);
  return {
    scope: assetScope(asset.id),
    nodes: versions.map(version =>
      versionNode(asset, version, version === standing.at(-1)),
    ),
    named: unique(parts.flatMap(({ named }) => named)),
    edges: parts.flatMap(({ edges }) => edges),
  };
}

function versionNode(
  asset: Asset,
  version: VersionHistory,
  isNewest: boolean,
): StatedNode {
  const { node, revisions } = version;
  const [{ commit }] = revisions;
  return {
    id: node.id,
    kind: asset.kind,
    group: assetGroupId(asset.id),
    title: node.version ? `${asset.name} ${node.version}` : asset.name,
    subtitle: `${short(commit.sha)} ${commit.message.split('\n')[0]}`,
    assetId: asset.id,
    versionId: version.versionId,
    commit: commit.sha,
    ...(commit.url && { url: commit.url }),
    since: node.since,
    ...(!isOnBranch(version) && { problem: 'rewritten history' as const }),
    isNewest,
  };
}

/** The repository that declares each version, and the version of data it came after. */
function declaredEdges(
  asset: Asset,
  versions: readonly VersionHistory[],
): Part {
  const source = sourceNode(asset);
  return {
    named: [source],
    edges: versions.flatMap((version, i) => {
      const [{ commit }] = version.revisions;
      const stated = {
        to: version.node.id,
        commit: commit.sha,
        ...(commit.url && { url: commit.url }),
        since: timeOf(commit),
        ...problemOf(version),
      };
      const before = versions.slice(0, i).findLast(isOnBranch);
      return [
        {
          ...stated,
          from: source.id,
          kind: 'declared in' as const,
          origin: asset.path,
        },
        ...(before && asset.kind === 'dataset'
          ? [
              {
                ...stated,
                from: before.node.id,
                kind: 'derived from' as const,
                origin: `history of ${asset.path}`,
              },
            ]
          : []),
      ];
    }),
  };
}

function manifestEdges(
  { asset, revisions, versionsOf }: AssetFacts,
  versions: readonly VersionHistory[],
): Part {
  const byId = new Map(versions.map(each => [each.versionId, each]));
  const standing = new StandingEdges();
  const named = new Map<string, StatedNode>();
  const own = new Set(versions.map(({ node }) => node.id));
  const urls = new Map<string, string>();
  for (const { versionId, manifest, commit } of revisions) {
    const { node } = byId.get(versionId)!;
    const time = timeOf(commit);
    const says = [
      ...statedBy(
        manifest,
        node,
        name => versionsOf.get(name) ?? [],
        known => newestAt(known, time),
      ),
      ...labelledBy(manifest, node),
    ].filter(({ kind }) => kind !== 'deployed as');
    for (const { from } of says)
      if (!own.has(from.id))
        named.set(
          from.id,
          from.id.startsWith('person:')
            ? personNode(from.name)
            : namedNode(from),
        );
    standing.state(node, says, {
      origin: asset.path,
      commit: commit.sha,
      time,
    });
    if (commit.url) urls.set(commit.sha, commit.url);
  }
  return {
    named: [...named.values()],
    edges: standing.edges().map(edge => {
      const url = urls.get(edge.commit!);
      return { ...edge, ...(url && { url }) };
    }),
  };
}

/** Where the data is declared later than whoever names it, the first there was. */
function newestAt(
  versions: readonly LineageNode[],
  time: number,
): LineageNode | undefined {
  return versions.findLast(({ since = 0 }) => since <= time) ?? versions.at(0);
}

/** Who labelled the rows, in the words of a card. */
function labelledBy(manifest: Manifest, to: LineageNode): Said[] {
  if (manifest.kind !== 'Dataset') return [];
  return (manifest.annotationCreators ?? []).map(name => ({
    kind: 'labelled by',
    from: { id: `person:${name}`, kind: 'dataset', name },
    to,
  }));
}

/** The pull request by which a commit came in. */
function mergedEdges(asset: Asset, versions: readonly VersionHistory[]): Part {
  const merged = versions.flatMap(version =>
    version.revisions.flatMap(({ commit }) => {
      const pull = commit.pullRequest;
      return pull ? [{ version, commit, pull }] : [];
    }),
  );
  return {
    named: merged.map(({ pull }) => pullNode(asset, pull.number, pull.url)),
    edges: merged.map(({ version, commit, pull }) => ({
      from: pullNode(asset, pull.number).id,
      to: version.node.id,
      kind: 'merged into',
      origin: `pull request #${pull.number}`,
      commit: commit.sha,
      url: pull.url,
      since: timeOf(commit),
      ...problemOf(version),
    })),
  };
}

export function isOnBranch({ revisions }: VersionHistory): boolean {
  return revisions.some(({ isOrphaned }) => !isOrphaned);
}

function problemOf(version: VersionHistory) {
  return isOnBranch(version) ? {} : { problem: 'rewritten history' as const };
}

function unique(nodes: readonly StatedNode[]): StatedNode[] {
  return [...new Map(nodes.map(node => [node.id, node])).values()];
}
