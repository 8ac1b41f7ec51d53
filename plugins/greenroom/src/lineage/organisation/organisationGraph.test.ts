import { edge, node } from '../__testUtils__/graphs';
import { drawnWay, organisationGraph } from './organisationGraph';

const group = (
  id: string,
  kind: Parameters<typeof node>[1],
  more: Parameters<typeof node>[2] = {},
) => ({ ...node(id, kind, { members: 2, ...more }), stale: 0 });
const alone = (id: string, more: Parameters<typeof node>[2] = {}) => ({
  ...node(id, 'dataset', more),
  stale: 0,
});

const data = 'team:dataset:group:default/vision';
const models = 'team:model:group:default/vision';

describe('the graph of an organisation', () => {
  it('opens what stands for several, and frames the versions of an opened asset', () => {
    const graph = organisationGraph({
      nodes: [
        { ...group(models, 'model'), opens: 'team' },
        {
          ...alone('version:1', { assetId: 'digits' }),
          within: 'asset:digits',
        },
      ],
      edges: [],
      opened: [
        { id: data, level: 'team', title: 'data sets of vision' },
        { id: 'asset:digits', level: 'asset', title: 'digits' },
      ],
    });
    expect(graph.nodes[0].opens).toEqual({
      id: models,
      level: 'team',
      title: models,
    });
    expect(graph.nodes[1]).toMatchObject({
      block: 'asset:digits',
      inside: ['asset:digits'],
    });
    expect([...graph.opened.keys()]).toEqual(['asset:digits']);
    expect(graph.teams.map(({ id }) => id)).toEqual([data]);
  });

  it('has one edge for all kinds that are said between two', () => {
    const { edges } = organisationGraph({
      nodes: [group(data, 'dataset'), group(models, 'model')],
      edges: [
        edge(data, models, 'trained on', { members: 3 }),
        edge(data, models, 'evaluated on', { members: 1 }),
      ],
      opened: [],
    });
    expect(edges.map(({ members }) => members.length)).toEqual([2]);
  });
});

describe('a way between versions', () => {
  const owner = 'group:default/vision';
  const way = {
    nodes: [
      node('version:1', 'dataset', { assetId: 'digits', owner }),
      node('version:2', 'dataset', { assetId: 'digits', owner }),
      node('version:3', 'model', { assetId: 'reader', owner }),
      node('deployment:4', 'deployment'),
    ],
    edges: [
      edge('version:1', 'version:2', 'derived from'),
      edge('version:2', 'version:3', 'trained on'),
      edge('version:3', 'deployment:4', 'deployed as'),
    ],
  };

  it('goes over the teams that stand for them, and inside none', () => {
    const serving = 'team:deployment:group:default/vision';
    const graph = organisationGraph({
      nodes: [
        group(data, 'dataset'),
        group(models, 'model'),
        group(serving, 'deployment'),
      ],
      edges: [edge(models, serving, 'deployed as')],
      opened: [],
    });
    expect(drawnWay(way, graph)).toEqual([
      { from: data, to: models },
      { from: models, to: serving },
    ]);
  });

  it('goes over the versions of what is opened', () => {
    const graph = organisationGraph({
      nodes: [
        alone('version:1'),
        alone('version:2'),
        group('asset:reader', 'model', { assetId: 'reader' }),
      ],
      edges: [],
      opened: [],
    });
    expect(drawnWay(way, graph)).toEqual([
      { from: 'version:1', to: 'version:2' },
      { from: 'version:2', to: 'asset:reader' },
    ]);
  });
});
