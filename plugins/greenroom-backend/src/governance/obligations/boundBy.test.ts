import type {
  GraphEdge,
  GraphNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ObligedNode } from '@greenroom/governance';
import type { Manifest } from '@greenroom/manifest';
import { boundBy } from './boundBy';

const node = (id: string, assetId: string): GraphNode => ({
  id,
  kind: 'dataset',
  title: id,
  subtitle: '',
  status: 'good',
  assetId,
  depth: 0,
  hidden: { upstream: 0, downstream: 0 },
  problems: [],
});
const edge = (
  from: string,
  to: string,
  kind: GraphEdge['kind'],
): GraphEdge => ({
  from,
  to,
  kind,
  origin: 'greenroom.yaml',
  problems: [],
});

const nodes = [
  node('mails 1', 'mails'),
  node('mails 2', 'mails'),
  node('clean', 'clean'),
  node('filter', 'filter'),
];
const edges = [
  edge('mails 1', 'mails 2', 'derived from'),
  edge('mails 2', 'clean', 'derived from'),
  edge('clean', 'filter', 'trained on'),
  edge('mails 1', 'filter', 'evaluated on'),
  edge('filter', 'run', 'run of'),
];

const bound = (
  manifests: Readonly<Record<string, Partial<Manifest>>>,
  of = nodes[3],
) =>
  boundBy(
    { nodes, edges, leftOff: 0 },
    of,
    (id): ObligedNode => ({
      assetId: nodes.find(each => each.id === id)?.assetId,
      manifest: manifests[id] as Manifest | undefined,
    }),
  );
const licensed = (license: string) => ({ kind: 'Dataset' as const, license });

describe('what a version is bound by', () => {
  it('comes from what it was made of, with the way and those on it', () => {
    const { bound: all } = bound({
      'mails 2': licensed('CC-BY-SA-4.0'),
      filter: { kind: 'Model', license: 'MIT' },
    });
    expect(all).toMatchObject([
      { words: 'MIT', way: [], verdict: 'fine' },
      {
        words: 'CC-BY-SA-4.0',
        declaredBy: { id: 'mails 2' },
        way: [edges[1], edges[2]],
        by: [{ id: 'mails 2' }, { id: 'clean' }, { id: 'filter' }],
        verdict: 'conflict',
        because: [expect.stringContaining('same licence')],
      },
    ]);
  });

  it('is not what an earlier version of the same data set was licensed as', () => {
    const { bound: all } = bound({
      'mails 1': licensed('CC-BY-NC-4.0'),
      'mails 2': licensed('CC0-1.0'),
      filter: { kind: 'Model', license: 'MIT' },
    });
    expect(all.map(({ words }) => words)).toEqual(['MIT', 'CC0-1.0']);
  });

  it('says of a licence that nobody has read that it is not known', () => {
    const { bound: all } = bound({
      clean: licensed('our own terms'),
      filter: { kind: 'Model', license: 'MIT' },
    });
    expect(all[1]).toMatchObject({ verdict: 'unknown' });
  });

  it('says where there is no licence to hold one against', () => {
    const { bound: all } = bound({ clean: licensed('CC-BY-4.0') });
    expect(all).toMatchObject([
      { verdict: 'unknown', because: [expect.stringContaining('no licence')] },
    ]);
  });

  it('ends where a manifest declares it met', () => {
    const personal = {
      kind: 'Dataset' as const,
      columns: [{ name: 'sender', personal: true }],
    };
    const kinds = (clean: Partial<Manifest>) =>
      bound({ 'mails 2': personal, clean }).bound.map(({ kind }) => kind);
    expect(kinds({ kind: 'Dataset' })).toEqual(['personal data']);
    expect(
      kinds({
        kind: 'Dataset',
        obligations: {
          met: [{ kind: 'personal data', because: 'the sender is taken out' }],
        },
      }),
    ).toEqual([]);
  });

  it('rides on the edges that take it along, and on no other', () => {
    expect(bound({ 'mails 2': licensed('cc-by-4.0') }).edges).toEqual([
      {
        from: 'mails 2',
        to: 'clean',
        kind: 'derived from',
        words: ['CC-BY-4.0'],
      },
      { from: 'clean', to: 'filter', kind: 'trained on', words: ['CC-BY-4.0'] },
    ]);
  });

  it('is nothing where there is no version yet', () => {
    expect(
      boundBy({ nodes: [], edges: [], leftOff: 0 }, undefined, () => ({})),
    ).toEqual({ bound: [], edges: [], leftOff: 0 });
  });
});
