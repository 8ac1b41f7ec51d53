import type { Commit } from '@greenroom/backstage-plugin-greenroom-common';
import type { Manifest } from '@greenroom/manifest';
import type { StoredProposal } from '../../proposals/ProposalRow';
import type { Asset } from '../../registry/Asset';
import type { KnownDeployment } from '../../sync/DeploymentStore';
import { type AssetFacts, assetStatement } from './assetStatement';
import type { ReadRevision } from './versionHistory';

const asset = (kind: 'dataset' | 'model', name: string) =>
  ({
    id: `s:acme/all:${name}`,
    kind,
    name,
    sourceId: 's',
    repository: 'acme/all',
    path: `${name}/greenroom.yaml`,
  } as Asset);
const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}T00:00:00Z`;
const revision = (
  n: number,
  versionId: string,
  manifest: object,
  more: Partial<ReadRevision> & { pull?: number } = {},
): ReadRevision => ({
  versionId,
  manifest: manifest as Manifest,
  isOrphaned: false,
  ...more,
  commit: {
    sha: String(n).repeat(40),
    author: 'Mira',
    date: day(n),
    message: `commit ${n}\n\nbody`,
    ...(more.pull && {
      pullRequest: { number: more.pull, url: `https://host/pull/${more.pull}` },
    }),
  } as Commit,
});
const NOTHING = {
  versionsOf: new Map(),
  proposals: [],
  deployments: [],
  approvals: [],
  now: Date.parse(day(20)),
};
const edgesOf = (
  facts: Partial<AssetFacts> & Pick<AssetFacts, 'asset' | 'revisions'>,
) =>
  assetStatement({ ...NOTHING, ...facts })
    .edges.filter(({ kind }) => kind !== 'declared in')
    .map(
      ({ from, kind, to, detail, until, problem }) =>
        `${[from, kind, to, detail, until && 'ended', problem]
          .filter(Boolean)
          .join(' ')}`,
    );

const DATA = { kind: 'Dataset', name: 'digits' };
const model = (trainedOn: object) => ({
  kind: 'Model',
  name: 'reader',
  trainedOn,
});
const versionsOf = new Map([
  [
    'dataset:digits',
    ['d1', 'd2'].map((id, i) => ({
      id: `version:${id}`,
      kind: 'dataset' as const,
      name: 'digits',
      version: `1.${i}.0`,
      commit: String(i + 1).repeat(40),
      commits: [String(i + 1).repeat(40)],
      since: Date.parse(day(i + 1)),
    })),
  ],
]);

describe('what git says of an asset', () => {
  it('has each version of data after the one before, and the pull request it came by', () => {
    expect(
      edgesOf({
        asset: asset('dataset', 'digits'),
        revisions: [
          revision(1, 'd1', DATA),
          revision(2, 'd2', DATA, { pull: 12 }),
        ],
      }),
    ).toEqual([
      'version:d1 derived from version:d2',
      'pull:s:acme/all#12 merged into version:d2',
    ]);
  });

  it('takes a pin by its commit, and without one the newest there was', () => {
    const asked = { asset: asset('model', 'reader'), versionsOf };
    expect(
      edgesOf({
        ...asked,
        revisions: [
          revision(
            5,
            'm1',
            model({ dataset: 'digits', revision: '1'.repeat(40) }),
          ),
        ],
      }),
    ).toEqual(['version:d1 trained on version:m1']);
    expect(
      edgesOf({
        ...asked,
        revisions: [revision(5, 'm1', model({ dataset: 'digits' }))],
      }),
    ).toEqual(['version:d2 trained on version:m1']);
    expect(
      edgesOf({
        ...asked,
        revisions: [revision(1, 'm1', model({ dataset: 'digits' }))],
      }),
    ).toEqual(['version:d1 trained on version:m1']);
  });

  it('names what is pinned and is not there', () => {
    const { named, edges } = assetStatement({
      ...NOTHING,
      versionsOf,
      asset: asset('model', 'reader'),
      revisions: [
        revision(5, 'm1', model({ dataset: 'digits', version: '9.0.0' })),
      ],
    });
    expect(named).toContainEqual(
      expect.objectContaining({
        id: 'dataset:digits@9.0.0',
        title: 'digits 9.0.0',
      }),
    );
    expect(edges).toContainEqual(
      expect.objectContaining({
        from: 'dataset:digits@9.0.0',
        kind: 'trained on',
      }),
    );
  });

  it('ends an edge with the commit that no longer states it of the same version', () => {
    expect(
      edgesOf({
        asset: asset('model', 'reader'),
        versionsOf,
        revisions: [
          revision(5, 'm1', model({ dataset: 'digits', version: '1.0.0' })),
          revision(6, 'm1', model({ dataset: 'digits', version: '1.1.0' })),
        ],
      }),
    ).toEqual([
      'version:d1 trained on version:m1 ended',
      'version:d2 trained on version:m1',
    ]);
  });

  it('keeps a version that a force-push took away, and marks it', () => {
    const { nodes, edges } = assetStatement({
      ...NOTHING,
      asset: asset('dataset', 'digits'),
      revisions: [
        revision(1, 'd1', DATA),
        revision(2, 'lost', DATA, { isOrphaned: true }),
        revision(3, 'd3', DATA),
      ],
    });
    expect(
      nodes.map(({ id, problem, isNewest }) => [id, problem, isNewest]),
    ).toEqual([
      ['version:d1', undefined, false],
      ['version:lost', 'rewritten history', false],
      ['version:d3', undefined, true],
    ]);
    expect(
      edges
        .filter(({ kind }) => kind === 'derived from')
        .map(({ from, to }) => [from, to]),
    ).toEqual([
      ['version:d1', 'version:lost'],
      ['version:d1', 'version:d3'],
    ]);
  });

  it('has who decided the labels, the recipe of made rows, and the pull request of both', () => {
    const proposal = {
      assetId: 's:acme/all:digits',
      author: 'user:default/mira',
      state: 'merged',
      baseVersionId: 'd1',
      mergeCommit: '2'.repeat(40),
      pullRequest: { number: 12, url: 'https://host/pull/12' },
      updatedAt: day(2),
      entries: [
        { kind: 'relabel', key: '7' },
        {
          kind: 'augmentation',
          as: 'rows',
          versionId: 'd1',
          augmentation: { name: 'noise' },
        },
      ],
    } as unknown as StoredProposal;
    const said = edgesOf({
      asset: asset('dataset', 'digits'),
      proposals: [proposal],
      revisions: [revision(1, 'd1', DATA), revision(2, 'd2', DATA)],
    });
    expect(said).toEqual(
      expect.arrayContaining([
        'version:d1 derived from pull:s:acme/all#12 merged',
        'pull:s:acme/all#12 merged into version:d2',
        'person:user:default/mira labelled by version:d2 1 row',
        'version:d1 augmented from version:d2 recipe noise',
      ]),
    );
  });

  it('has no version come from itself where a pull request changed the manifest alone', () => {
    const proposal = {
      ...{ author: 'user:default/mira', state: 'merged', entries: [] },
      ...{ baseVersionId: 'd1', mergeCommit: '2'.repeat(40) },
      pullRequest: { number: 12, url: 'https://host/pull/12' },
      updatedAt: day(2),
    } as unknown as StoredProposal;
    const said = edgesOf({
      asset: asset('dataset', 'digits'),
      proposals: [proposal],
      revisions: [revision(1, 'd1', DATA), revision(2, 'd1', DATA)],
    });
    expect(said).toEqual(['pull:s:acme/all#12 merged into version:d1']);
  });

  it('has what serves which version, and who approved it until it expired', () => {
    const deployment = (name: string, version?: string) =>
      ({
        id: name,
        name,
        version,
        origin: { path: 'k/serve.yaml' },
      } as KnownDeployment);
    const approval = {
      reviewId: 'r',
      versionId: 'm1',
      person: 'user:default/omar',
      decision: 'approved' as const,
      since: Date.parse(day(6)),
      until: Date.parse(day(9)),
    };
    expect(
      edgesOf({
        asset: asset('model', 'reader'),
        revisions: [
          revision(5, 'm1', { kind: 'Model', version: '1.0.0' }),
          revision(6, 'm2', { kind: 'Model', version: '2.0.0' }),
        ],
        deployments: [
          deployment('prod', 'v1.0.0'),
          deployment('any'),
          deployment('odd', '7.0.0'),
        ],
        approvals: [approval],
      }),
    ).toEqual([
      'version:m1 deployed as deployment:prod',
      'version:m2 deployed as deployment:any no version is named',
      'model:reader@7.0.0 deployed as deployment:odd',
      'person:user:default/omar approved by version:m1 approved ended',
    ]);
  });
});
