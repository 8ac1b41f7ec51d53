import type {
  Lineage,
  LineageEdge,
  LineageNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import { trainedOn } from '../analysis/predictionsFor';
import type { RunWithJob } from '../analysis/RunStore';
import { endedBadly } from '../jobs/JobRow';
import type { Asset, Version } from '../registry/Asset';

export type LineageFacts = {
  readonly assets: readonly {
    readonly asset: Asset;
    readonly versions: readonly Version[];
  }[];
  readonly runs: readonly RunWithJob[];
};

/** Sources, versions and runs with the edges between them; data flows along an edge. */
export function toLineage({ assets, runs }: LineageFacts): Lineage {
  const nodes = new Map<string, LineageNode>();
  const edges: LineageEdge[] = [];
  const add = (node: LineageNode) => nodes.set(node.id, node);
  for (const { asset, versions } of assets) {
    const source = `source:${asset.repository}`;
    add({
      id: source,
      kind: 'source',
      title: asset.repository,
      subtitle: 'repository',
      status: 'neutral',
      url: repositoryUrl(versions),
    });
    versions.forEach((version, i) => {
      add(versionNode(asset, version, i === versions.length - 1));
      edges.push({
        from: source,
        to: version.id,
        kind: 'declared in',
        origin: `${asset.path} at ${short(version.commit.sha)}`,
      });
      const before = versions[i - 1];
      if (before && asset.kind === 'dataset') {
        edges.push({
          from: before.id,
          to: version.id,
          kind: 'derived from',
          origin: `history of ${asset.repository}`,
        });
      }
    });
  }
  const datasets = assets
    .filter(({ asset }) => asset.kind === 'dataset')
    .flatMap(({ versions }) => versions);
  for (const { asset, versions } of assets.filter(
    entry => entry.asset.kind === 'model',
  )) {
    for (const version of versions) {
      const trained = datasets.find(dataset => trainedOn(version, dataset));
      if (trained)
        edges.push({
          from: trained.id,
          to: version.id,
          kind: 'trained on',
          origin: `trainedOn in ${asset.path} at ${short(version.commit.sha)}`,
        });
    }
  }
  for (const run of runs) {
    if (!nodes.has(run.model_version_id) || !nodes.has(run.dataset_version_id))
      continue;
    const id = `run:${run.id}`;
    add(runNode(id, run));
    edges.push({
      from: run.model_version_id,
      to: id,
      kind: 'runs',
      origin: `run ${run.id}`,
    });
    edges.push({
      from: run.dataset_version_id,
      to: id,
      kind: 'evaluated on',
      origin: `run ${run.id}`,
    });
  }
  return { nodes: [...nodes.values()], edges };
}

function versionNode(
  asset: Asset,
  version: Version,
  isHead: boolean,
): LineageNode {
  const { semver } = version.facts;
  const bad =
    isHead &&
    (asset.health.status === 'Degraded' || asset.health.status === 'Missing');
  return {
    id: version.id,
    kind: asset.kind,
    assetId: asset.id,
    title: semver ? `${asset.name} ${semver}` : asset.name,
    subtitle: `${short(version.commit.sha)} ${
      version.commit.message.split('\n')[0]
    }`,
    status: bad ? 'bad' : 'good',
    url: version.commit.url,
  };
}

function runNode(id: string, run: RunWithJob): LineageNode {
  const accuracy = run.result?.metrics.accuracy?.value;
  const gates = run.result?.gates ?? [];
  const failed = endedBadly(run.job) || gates.some(({ passed }) => !passed);
  const unfailed = run.result ? 'good' : 'working';
  return {
    id,
    kind: 'run',
    assetId: run.model_asset_id,
    title: `${run.evaluation} on ${run.split}`,
    subtitle:
      accuracy === undefined
        ? run.job.state
        : `accuracy ${(100 * accuracy).toFixed(1)} %`,
    status: failed ? 'bad' : unfailed,
  };
}

function repositoryUrl(versions: readonly Version[]): string | undefined {
  return versions.at(-1)?.commit.url?.replace(/\/commit\/.*$/, '');
}

function short(sha: string): string {
  return sha.slice(0, 7);
}
