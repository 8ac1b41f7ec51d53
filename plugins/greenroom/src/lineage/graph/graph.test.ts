import { edge, lineage, node, version } from '../__testUtils__/graphs';
import { collapse } from './collapse';
import { connected, isOnPath } from './connected';
import { difference, edgeKey } from './difference';
import { shortestWay } from './shortestWay';

const shown = (
  graph: Parameters<typeof collapse>[0],
  options: Partial<Parameters<typeof collapse>[1]> = {},
) => collapse(graph, { by: 'asset', toggled: new Set(), ...options });
const idsOf = ({ nodes }: ReturnType<typeof shown>) =>
  nodes.map(({ id }) => id);

describe('a collapsed lineage', () => {
  it('has one node an asset, which tells of its versions', () => {
    const graph = shown(lineage);
    expect(idsOf(graph)).toContain('asset:dataset:digits');
    expect(
      graph.nodes.find(({ id }) => id === 'asset:dataset:digits'),
    ).toMatchObject({
      title: 'digits',
      subtitle: '2 versions, 1.0.0 to 1.1.0',
      status: 'bad',
      opens: { level: 'asset' },
    });
  });

  it('has an asset of one version as that version', () => {
    expect(idsOf(shown(lineage))).toContain('version:reader@2.0.0');
  });

  it('has one edge for all that is said between two of its nodes, and none inside one', () => {
    const graph = shown(lineage);
    expect(
      graph.edges.map(({ from, to, members }) => [from, to, members.length]),
    ).toEqual([
      ['source:acme/data', 'asset:dataset:digits', 2],
      ['asset:dataset:digits', 'version:reader@2.0.0', 1],
      ['version:reader@2.0.0', 'run:1', 1],
      ['asset:dataset:digits', 'run:1', 1],
    ]);
  });

  it('is opened by a group, and shows the versions of its own asset at first', () => {
    const opened = shown(lineage, {
      toggled: new Set(['asset:dataset:digits']),
    });
    const own = shown(lineage, { ownAssetId: 'digits' });
    for (const graph of [opened, own]) {
      expect(idsOf(graph)).toEqual(lineage.nodes.map(({ id }) => id));
      expect([...graph.opened.keys()]).toEqual(['asset:dataset:digits']);
    }
  });

  it('keeps versions before the newest eight together', () => {
    const versions = Array.from({ length: 30 }, (_, i) =>
      version('digits', `1.${i}.0`, {
        since: new Date(Date.UTC(2026, 0, i + 1)).toISOString(),
      }),
    );
    const graph = shown(
      { nodes: versions, edges: [] },
      { ownAssetId: 'digits' },
    );
    expect(graph.nodes).toHaveLength(9);
    expect(graph.nodes[0]).toMatchObject({
      title: '22 older',
      opens: { level: 'older' },
    });
    expect(graph.nodes.at(-1)!.title).toBe('digits 1.29.0');
  });

  it('has one node a team and kind, opened to its assets', () => {
    const of = (owner: string) =>
      ['a', 'b'].map(name =>
        version(`${name}-${owner}`, '1.0.0', {
          owner: `group:default/${owner}`,
        }),
      );
    const graph = { nodes: [...of('vision'), ...of('mail')], edges: [] };
    const closed = shown(graph, { by: 'team' });
    expect(closed.nodes.map(({ title }) => title)).toEqual([
      'data sets of vision',
      'data sets of mail',
    ]);
    const opened = shown(graph, {
      by: 'team',
      toggled: new Set([closed.nodes[0].id]),
    });
    expect(opened.nodes).toHaveLength(3);
    expect(opened.teams.map(({ title }) => title)).toEqual([
      'data sets of vision',
    ]);
  });

  it('of 2,000 versions of 100 assets has 100 nodes', () => {
    const nodes = Array.from({ length: 2000 }, (_, i) =>
      version(`data-${i % 100}`, `${Math.floor(i / 100)}.0.0`),
    );
    expect(shown({ nodes, edges: [] }).nodes).toHaveLength(100);
  });
});

describe('what leads to a node and from it', () => {
  it('is found both ways, and ends in a cycle', () => {
    const round = [
      ...lineage.edges,
      edge('run:1', 'version:digits@1.0.0', 'derived from'),
    ];
    expect(connected('version:reader@2.0.0', round).upstream).toContain(
      'run:1',
    );
  });

  it('has no edge between what leads to it and what follows from it past it', () => {
    const around = connected('version:reader@2.0.0', lineage.edges);
    const past = edge('version:digits@1.0.0', 'run:1', 'evaluated on');
    expect(isOnPath(past, around)).toBe(false);
    expect(isOnPath(lineage.edges[3], around)).toBe(true);
  });
});

describe('a way between two nodes', () => {
  it('is a shortest, from whichever end the flow comes', () => {
    const kinds = (first: string, second: string) =>
      shortestWay(lineage.edges, first, second)?.map(({ kind }) => kind);
    const expected = ['declared in', 'evaluated on'];
    expect(kinds('source:acme/data', 'run:1')).toEqual(expected);
    expect(kinds('run:1', 'source:acme/data')).toEqual(expected);
  });

  it('is none between two of which neither comes of the other', () => {
    expect(
      shortestWay(
        lineage.edges,
        'version:digits@1.1.0',
        'version:reader@2.0.0',
      ),
    ).toBeUndefined();
  });
});

describe('the difference of two lineages', () => {
  it('holds both, and says where each part is from', () => {
    const [first, second] = [node('a', 'source'), node('b', 'dataset')];
    const stated = edge('a', 'b', 'declared in');
    const both = difference(
      { nodes: [first], edges: [] },
      { nodes: [first, second], edges: [stated] },
    );
    expect(both.nodes).toEqual([first, second]);
    expect([...both.ofNode]).toEqual([
      ['a', 'both'],
      ['b', 'second'],
    ]);
    expect(both.ofEdge.get(edgeKey(stated))).toBe('second');
  });
});
