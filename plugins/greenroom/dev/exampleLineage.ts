import type {
  GraphEdge,
  GraphNode,
  LineageAround,
} from '@greenroom/backstage-plugin-greenroom-common';
import { assets } from './exampleAssets';

const idOf = (name: string) => assets.find(asset => asset.name === name)!.id;

const node = (
  id: string,
  kind: GraphNode['kind'],
  title: string,
  more: Partial<GraphNode> = {},
): GraphNode => ({
  id,
  kind,
  title,
  subtitle: '',
  status: 'good',
  depth: 0,
  hidden: { upstream: 0, downstream: 0 },
  problems: [],
  ...more,
});
const edge = (
  from: string,
  to: string,
  kind: GraphEdge['kind'],
  origin = 'greenroom.yaml',
): GraphEdge => ({ from, to, kind, origin, problems: [] });

const digits = { assetId: idOf('digits') };
const reader = { assetId: idOf('digit-reader') };

export const lineage: LineageAround = {
  starts: ['m2'],
  nodes: [
    node('s1', 'source', 'northlight/digits-data', { status: 'neutral' }),
    node('s2', 'source', 'northlight/digit-reader', { status: 'neutral' }),
    node('d1', 'dataset', 'digits 1.3.0', digits),
    node('d2', 'dataset', 'digits 1.4.0', { ...digits, status: 'bad' }),
    node('m1', 'model', 'digit-reader 2.0.0', reader),
    node('m2', 'model', 'digit-reader 2.1.0', { ...reader, isNewest: true }),
    node('r1', 'run', 'held-out', { ...reader, subtitle: 'accuracy 92.0 %' }),
    node('r2', 'run', 'held-out', { ...reader, status: 'bad' }),
  ],
  edges: [
    edge('s1', 'd1', 'declared in'),
    edge('s1', 'd2', 'declared in'),
    edge('s2', 'm1', 'declared in'),
    edge('s2', 'm2', 'declared in'),
    edge('d1', 'd2', 'derived from'),
    edge('d1', 'm1', 'trained on'),
    edge('d2', 'm2', 'trained on'),
    edge('m1', 'r1', 'run of', 'run 8f2a'),
    edge('m2', 'r2', 'run of', 'run 91aa'),
    edge('d2', 'r2', 'evaluated on', 'run 91aa'),
  ],
  leftOff: 0,
  revision: '1',
};
