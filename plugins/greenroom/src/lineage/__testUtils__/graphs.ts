import type {
  GraphEdge,
  GraphNode,
} from '@greenroom/backstage-plugin-greenroom-common';

/** A node with what every node has. */
export const node = (
  id: string,
  kind: GraphNode['kind'],
  more: Partial<GraphNode> = {},
): GraphNode => ({
  id,
  kind,
  title: id,
  subtitle: '',
  status: 'good',
  depth: 0,
  hidden: { upstream: 0, downstream: 0 },
  problems: [],
  ...more,
});

/** A version of an asset: `version('digits', '1.0.0')` is `digits 1.0.0` of the asset `digits`. */
export const version = (
  name: string,
  number: string,
  more: Partial<GraphNode> = {},
): GraphNode =>
  node(`version:${name}@${number}`, 'dataset', {
    assetId: name,
    versionId: `${name}@${number}`,
    title: `${name} ${number}`,
    ...more,
  });

export const edge = (
  from: string,
  to: string,
  kind: GraphEdge['kind'],
  more: Partial<GraphEdge> = {},
): GraphEdge => ({
  from,
  to,
  kind,
  origin: 'greenroom.yaml',
  problems: [],
  ...more,
});

/** Two versions of data, a model trained on the first, and its run. */
export const lineage = {
  starts: ['version:reader@2.0.0'],
  nodes: [
    node('source:acme/data', 'source', { title: 'acme/data' }),
    version('digits', '1.0.0'),
    version('digits', '1.1.0', { status: 'bad', isNewest: true }),
    version('reader', '2.0.0', { kind: 'model', isNewest: true }),
    node('run:1', 'run', {
      assetId: 'reader',
      title: 'held-out',
      subtitle: 'accuracy 92.0 %',
    }),
  ],
  edges: [
    edge('source:acme/data', 'version:digits@1.0.0', 'declared in'),
    edge('source:acme/data', 'version:digits@1.1.0', 'declared in'),
    edge('version:digits@1.0.0', 'version:digits@1.1.0', 'derived from'),
    edge('version:digits@1.0.0', 'version:reader@2.0.0', 'trained on'),
    edge('version:reader@2.0.0', 'run:1', 'run of', { origin: 'run 1' }),
    edge('version:digits@1.1.0', 'run:1', 'evaluated on', { origin: 'run 1' }),
  ],
  leftOff: 0,
  revision: '1',
};
