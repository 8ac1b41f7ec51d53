import type { Manifest } from '@greenroom/manifest';
import type { LineageEdge } from './LineageEdge';
import { type LineageNode, nodeOf } from './LineageNode';
import { StandingEdges } from './StandingEdges';
import { statedBy } from './statedBy';

/** A manifest as a commit states it. */
export type StatedManifest = {
  readonly manifest: Manifest;
  /** From the root of the repository. */
  readonly path: string;
  readonly commit: string;
  /** Milliseconds since 1970. */
  readonly time: number;
};

export type LineageOfHistory = {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
};

/**
 * Versions that manifests declare over a history, and the edges between them. An
 * edge begins with the commit that first states it, and ends with the one that
 * no longer does of the same version.
 *
 * @param history - of all manifests, oldest first
 */
export function lineageOfHistory(
  history: readonly StatedManifest[],
): LineageOfHistory {
  const nodes = new Map<string, LineageNode>();
  const edges: LineageEdge[] = [];
  /** Versions of each asset, in the order in which they came. */
  const versions = new Map<string, LineageNode[]>();
  const standing = new StandingEdges();
  for (const { manifest, path, commit, time } of history) {
    const kind = manifest.kind === 'Dataset' ? 'dataset' : 'model';
    const node = nodeOf(kind, manifest.name, manifest.version);
    const asset = nodeOf(kind, manifest.name).id;
    const known = versions.get(asset) ?? [];
    if (!known.some(({ id }) => id === node.id)) {
      nodes.set(node.id, { ...node, path, commit, since: time });
      versions.set(asset, [...known, nodes.get(node.id)!]);
      const before = known.at(-1);
      if (before && kind === 'dataset')
        edges.push({
          from: before.id,
          to: node.id,
          kind: 'derived from',
          origin: `history of ${path}`,
          commit,
          since: time,
        });
    }
    const says = statedBy(manifest, node, name => versions.get(name) ?? []);
    for (const { from, to } of says)
      for (const end of [from, to])
        if (!nodes.has(end.id)) nodes.set(end.id, end);
    standing.state(node, says, { origin: path, commit, time });
  }
  return {
    nodes: [...nodes.values()],
    edges: [...edges, ...standing.edges()],
  };
}
