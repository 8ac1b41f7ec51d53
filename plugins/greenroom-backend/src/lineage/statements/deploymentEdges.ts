import { nodeOf } from '@greenroom/governance';
import type { Asset } from '../../registry/Asset';
import type { KnownDeployment } from '../../sync/DeploymentStore';
import type { StatedEdge, StatedNode, Statement } from '../store/Statement';
import { isOnBranch, type Part } from './assetStatement';
import { namedNode, versionNodeId } from './nodeIds';
import type { VersionHistory } from './versionHistory';

/**
 * What serves a version of a model: the one that the deployment names by its
 * number or its commit, else the newest. One that is named and not there is
 * named all the same.
 */
export function deploymentEdges(
  deployments: readonly KnownDeployment[],
  asset: Pick<Asset, 'kind' | 'name'>,
  versions: readonly VersionHistory[],
): Part {
  if (asset.kind !== 'model') return { named: [], edges: [] };
  const named: StatedNode[] = [];
  const edges: StatedEdge[] = [];
  for (const deployment of deployments) {
    const node = deploymentNode(deployment);
    const served = servedOf(deployment, versions);
    const wanted = deployment.version ?? deployment.revision;
    const missing = namedNode(nodeOf('model', asset.name, wanted));
    named.push(node, ...(served ? [] : [missing]));
    edges.push({
      from: served ? versionNodeId(served.versionId) : missing.id,
      to: node.id,
      kind: 'deployed as',
      origin: deployment.origin.path,
      commit: deployment.commit,
      url: deployment.url,
      ...(wanted === undefined && { detail: 'no version is named' }),
      since: served?.node.since,
    });
  }
  return { named, edges };
}

/** Deployments of models that nobody declares here. */
export function unclaimedStatement(
  deployments: readonly (KnownDeployment & { readonly model: string })[],
): Statement {
  const all = deployments.map(deployment => ({
    deployment,
    node: deploymentNode(deployment),
    model: namedNode(
      nodeOf(
        'model',
        deployment.model,
        deployment.version ?? deployment.revision,
      ),
    ),
  }));
  return {
    scope: 'deployments',
    nodes: [],
    named: all.flatMap(({ node, model }) => [node, model]),
    edges: all.map(({ deployment, node, model }) => ({
      from: model.id,
      to: node.id,
      kind: 'deployed as',
      origin: deployment.origin.path,
      commit: deployment.commit,
      url: deployment.url,
    })),
  };
}

export function deploymentNode({
  id,
  name,
  namespace,
  repository,
  url,
  commit,
  servedAt,
}: KnownDeployment): StatedNode {
  return {
    id: `deployment:${id}`,
    kind: 'deployment',
    title: namespace ? `${namespace}/${name}` : name,
    subtitle: servedAt ?? repository,
    commit,
    url,
  };
}

function servedOf(
  { version, revision }: KnownDeployment,
  versions: readonly VersionHistory[],
): VersionHistory | undefined {
  if (version !== undefined)
    return versions.findLast(({ revisions }) =>
      revisions.some(
        ({ manifest }) =>
          withoutPrefix(manifest.version) === withoutPrefix(version),
      ),
    );
  if (revision !== undefined)
    return versions.find(({ revisions }) =>
      revisions.some(({ commit }) => commit.sha.startsWith(revision)),
    );
  return versions.findLast(isOnBranch);
}

/** Versions may begin with a v. */
function withoutPrefix(version: string | undefined): string | undefined {
  return version?.replace(/^v(?=\d)/, '');
}
